package platen.host;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import platen.sync.HostEvent;

/// What is to be written as a whole, and what is to be done once it is written.
final class Batch {
    private final InstantSource wall;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private final long firstEvent;
    private long nextEvent;

    Batch(Memory memory, InstantSource wall) {
        this.wall = wall;
        this.firstEvent = memory.nextEvent();
        this.nextEvent = firstEvent;
    }

    Batch add(Entry entry) {
        entries.add(entry);
        return this;
    }

    Batch event(HostEvent event) {
        return add(new Entry.Happened(nextEvent++, wall.millis(), event));
    }

    void then(Runnable action) {
        actions.add(action);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean hasEvents() {
        return nextEvent > firstEvent;
    }

    void act() {
        actions.forEach(Runnable::run);
    }
}
