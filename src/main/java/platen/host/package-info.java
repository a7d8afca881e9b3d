/// The agent beside the printers: asks the server for work, prints it, reports.
@NullMarked
package platen.host;

import org.jspecify.annotations.NullMarked;
