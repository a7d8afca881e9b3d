/// The commands. Configuration is read here, once, and passed on as values.
@NullMarked
package platen.cli;

import org.jspecify.annotations.NullMarked;
