/// Pages from templates and words from messages: the only place that knows Pebble.
@NullMarked
package platen.templating;

import org.jspecify.annotations.NullMarked;
