package platen.host;

/// What may go wrong in a simulated shop.
enum World {
    SOUND(false, false, false, false, "fleet.finished fleet.resumed fleet.cancelled-by host.gone fleet.cooled-down"),
    BAD_WIRE(true, false, false, false, "fleet.finished fleet.resumed fleet.wish-dropped host.unplugged"),
    RESTARTS(true, true, false, false, "fleet.finished host.interrupted fleet.wish-gone"),
    SERVER_RESTORED(true, true, true, false, "fleet.finished fleet.adopted"),
    HOST_REPLACED(true, true, false, true, "fleet.finished fleet.host-replaced fleet.doubt-replaced fleet.host-forgot"),
    EVERYTHING(true, true, true, true, "fleet.finished fleet.adopted fleet.host-replaced");

    final boolean badWire;
    final boolean restarts;
    final boolean restores;
    final boolean replaces;
    /// What must have happened in some runs, lest the others prove nothing.
    final String seen;

    World(boolean badWire, boolean restarts, boolean restores, boolean replaces, String seen) {
        this.badWire = badWire;
        this.restarts = restarts;
        this.restores = restores;
        this.replaces = replaces;
        this.seen = seen;
    }
}
