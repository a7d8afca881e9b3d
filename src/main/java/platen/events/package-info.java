/// Who did what, when and why; written in the caller's transaction.
@NullMarked
package platen.events;

import org.jspecify.annotations.NullMarked;
