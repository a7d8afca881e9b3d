/// Programs for 3D printers: read as bytes, digested, planned as a firmware plans them.
@NullMarked
package platen.gcode;

import org.jspecify.annotations.NullMarked;
