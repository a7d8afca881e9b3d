/// Being found on the LAN, and finding, by multicast DNS; the only place that knows JmDNS.
@NullMarked
package platen.discovery;

import org.jspecify.annotations.NullMarked;
