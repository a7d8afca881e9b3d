/// What slicers send straight into the queue: keys, the doors that they open, and what became of each file.
@NullMarked
package platen.slicerdoor;

import org.jspecify.annotations.NullMarked;
