/// What one shift tells the next, and the hours of members.
@NullMarked
package platen.shifts;

import org.jspecify.annotations.NullMarked;
