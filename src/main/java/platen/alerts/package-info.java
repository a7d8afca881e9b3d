/// Tells whoever is on duty what needs a person: reads the events by a cursor, writes mail and pushes.
@NullMarked
package platen.alerts;

import org.jspecify.annotations.NullMarked;
