/// When each job will run: a forecast from the queue, the machines and the hours at which people are there.
@NullMarked
package platen.queue.planning;

import org.jspecify.annotations.NullMarked;
