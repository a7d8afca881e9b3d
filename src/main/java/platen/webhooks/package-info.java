/// Programs elsewhere are told what happened: reads the events by a cursor for each, signs and sends.
@NullMarked
package platen.webhooks;

import org.jspecify.annotations.NullMarked;
