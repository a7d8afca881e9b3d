/// Printer profiles, as written in `/printers`: what each model is, never asked by its name.
@NullMarked
package platen.printers;

import org.jspecify.annotations.NullMarked;
