package platen.people;

/// What somebody may do: a viewer sees the floor and changes nothing, a worker runs it, a coordinator also decides
/// about people, prices and settings.
public enum Role {
    VIEWER,
    WORKER,
    COORDINATOR;

    /// Whether who has this role may do what needs `needed`.
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
