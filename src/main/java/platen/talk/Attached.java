package platen.talk;

import platen.values.Digest;

/// A picture or document that came with a remark.
public record Attached(long id, long remark, Digest file, String name, long bytes) {
    /// One that is not kept yet.
    public record New(Digest file, String name, long bytes) {}
}
