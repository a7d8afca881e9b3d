/// The slicer's picture of a print, drawn anew so that it may be shown.
@NullMarked
package platen.gcode.pictures;

import org.jspecify.annotations.NullMarked;
