package platen.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.documents.Fix;
import platen.values.Digest;

/// A document that was put right for what the customer chose, and what was done to it. It is what they see, approve,
/// and get.
public record Remade(Digest file, Contents contents, Set<Fix> fixes) {
    /// What was done before anybody could choose.
    private static final Set<Fix> FORMERLY = EnumSet.of(Fix.FIT, Fix.BLANKS);

    public Remade {
        fixes = Set.copyOf(fixes);
    }

    @JsonCreator
    static Remade read(
            @JsonProperty("file") Digest file,
            @JsonProperty("contents") Contents contents,
            @JsonProperty("fixes") @Nullable Set<Fix> fixes) {
        return new Remade(file, contents, fixes == null ? FORMERLY : fixes);
    }
}
