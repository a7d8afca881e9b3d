/// Sending mail: the only place that knows Jakarta Mail.
@NullMarked
package platen.notices.smtp;

import org.jspecify.annotations.NullMarked;
