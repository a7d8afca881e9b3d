package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import platen.meshes.Measures;
import platen.values.Digest;

/// A stored file as a customer brings it, for a line of an order. `form` names the form, so that a double click brings
/// it once; the same form with another file, as browsers show it when one goes back, brings another. `measured` is
/// what was measured of a mesh while it came in.
public record Arrival(Product product, String form, Digest file, String fileName, Optional<Measures> measured) {
    String once() {
        return Digest.of((form + " " + file).getBytes(UTF_8)).hex();
    }
}
