package platen.host;

import java.io.IOException;
import java.util.List;

/// Where a host writes what it must not forget.
interface Journal {
    /// All of `entries` are on disk afterwards, or, when this throws, none counts.
    void append(List<Entry> entries) throws IOException;
}
