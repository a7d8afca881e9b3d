package platen.orders;

import org.jspecify.annotations.Nullable;
import platen.slicing.Strength;
import platen.values.Digest;
import platen.values.Message;

/// What a plate with `copies` of a mesh becomes when it is sliced: G-code, its time and its weight, or the problem.
///
/// `settings` stands for all that the slicer is told, `slicer` is its name and version: a change of either makes
/// another slice.
public record Slice(
        long id,
        Digest mesh,
        Digest settings,
        String slicer,
        int copies,
        String profile,
        String material,
        String quality,
        Strength strength,
        boolean supports,
        boolean brim,
        State state,
        @Nullable Digest program,
        @Nullable Long seconds,
        @Nullable Long milligrams,
        @Nullable Message problem) {

    /// The same with other copies on the plate.
    public Slices.Wish wish(int others) {
        return new Slices.Wish(mesh, settings, slicer, others, profile, material, quality, strength, supports, brim);
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        /// So many copies have no room on one plate.
        FULL
    }
}
