/// Which job goes to which printer: attempts, release, and the server's end of the hosts' calls.
@NullMarked
package platen.fleet;

import org.jspecify.annotations.NullMarked;
