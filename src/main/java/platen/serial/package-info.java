/// Serial ports; the only place that knows jSerialComm.
@NullMarked
package platen.serial;

import org.jspecify.annotations.NullMarked;
