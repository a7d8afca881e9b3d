/// What a program looks like: the slicer's own picture of it, drawn anew so that it may be shown, and its layers.
@NullMarked
package platen.gcode.pictures;

import org.jspecify.annotations.NullMarked;
