package platen.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.orders.Sliced;
import platen.queue.JobState;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;
import platen.values.JobId;

/// What the floor sees of files that came from slicers: what the slicer says, its picture, and what their senders want.
final class SlicerCards {
    private final UploadShelf shelf;
    private final Pictures pictures;

    SlicerCards(Website.Parts parts) {
        this.shelf = new UploadShelf(parts.database(), parts.clock());
        this.pictures = new Pictures(parts.files(), parts.reader());
    }

    public record Shown(SlicerUpload upload, @Nullable Sliced remarks, boolean hasPicture) {
        public boolean isHeld() {
            return upload.held() != null && upload.isWaiting();
        }
    }

    /// Those whose jobs are not over.
    public record Open(Map<JobId, Shown> all) {
        public @Nullable Shown of(JobId job) {
            return all.get(job);
        }

        /// What waits and is wanted first comes before all else that waits.
        List<Board.Card> inTurn(List<Board.Card> cards) {
            var inTurn = new ArrayList<Board.Card>();
            var waiting = new ArrayList<Board.Card>();
            for (var card : cards) (card.job().state() == JobState.WAITING ? waiting : inTurn).add(card);
            for (var id : all.keySet())
                waiting.stream()
                        .filter(card -> card.job().id().equals(id) && isFirst(id))
                        .forEach(inTurn::add);
            waiting.stream().filter(card -> !isFirst(card.job().id())).forEach(inTurn::add);
            return inTurn;
        }

        private boolean isFirst(JobId job) {
            var shown = all.get(job);
            return shown != null && shown.upload().isFirst();
        }
    }

    Open open() {
        var all = new LinkedHashMap<JobId, Shown>();
        for (var upload : shelf.open()) all.put(upload.job(), shown(upload));
        return new Open(all);
    }

    Optional<Shown> of(JobId job) {
        return shelf.of(job).map(this::shown);
    }

    private Shown shown(SlicerUpload upload) {
        return new Shown(upload, upload.remarks(), pictures.hasProgram(upload.file()));
    }
}
