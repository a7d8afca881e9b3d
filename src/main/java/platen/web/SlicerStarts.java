package platen.web;

import platen.fleet.Fleet;
import platen.fleet.Outcome;
import platen.machines.Inductions;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;

/// What becomes of *print it* in a slicer: the job goes first in the queue and waits for a worker. Only a key with that
/// right starts it at once, and only on a printer whose plate a person has called clear.
final class SlicerStarts {
    private final Fleet fleet;
    private final Inductions inductions;
    private final UploadShelf shelf;

    SlicerStarts(Fleet fleet, Inductions inductions, UploadShelf shelf) {
        this.inductions = inductions;
        this.fleet = fleet;
        this.shelf = shelf;
    }

    /// Whether it was started.
    boolean print(SlicerCall call, SlicerUpload upload) {
        if (!upload.isWaiting()) return upload.isPrinting();
        shelf.first(upload, call.key());
        if (!call.key().mayStart() || upload.held() != null) return false;
        var who = call.key().actor();
        return call.opening().machines().stream()
                .filter(machine -> inductions.mayHandle(call.key().owner(), machine.id()))
                .anyMatch(machine -> fleet.release(upload.job(), machine.id(), who) instanceof Outcome.Done);
    }
}
