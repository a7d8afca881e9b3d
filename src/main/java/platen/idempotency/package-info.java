/// What is sent twice is done once.
@NullMarked
package platen.idempotency;

import org.jspecify.annotations.NullMarked;
