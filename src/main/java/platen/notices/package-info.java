/// Telling people: reads the events by a cursor, writes mail, and leaves to workers what no mail can tell.
@NullMarked
package platen.notices;

import org.jspecify.annotations.NullMarked;
