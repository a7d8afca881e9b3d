package platen.people;

/// What somebody may do: a worker runs the floor, a coordinator also decides about people, prices and settings.
public enum Role {
    WORKER,
    COORDINATOR;

    /// Whether who has this role may do what needs `needed`.
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
