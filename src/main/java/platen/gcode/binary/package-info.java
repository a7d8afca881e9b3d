/// Programs in wrappings: binary G-code (`.bgcode`) and the plates of a sliced 3MF, unwrapped to plain text.
@NullMarked
package platen.gcode.binary;

import org.jspecify.annotations.NullMarked;
