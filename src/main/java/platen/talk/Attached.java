package platen.talk;

import platen.files.FileStore;
import platen.values.Digest;

/// A picture or document that came with a remark.
public record Attached(long id, long remark, Digest file, String name, long bytes) {
    /// Whether it is still here.
    public boolean isKept() {
        return !file.equals(FileStore.DELETED);
    }

    /// One that is not kept yet.
    public record New(Digest file, String name, long bytes) {}
}
