/// Jobs: waiting, released, running, to check, done, failed, again; and why a job is not running.
@NullMarked
package platen.queue;

import org.jspecify.annotations.NullMarked;
