package platen.sync;

/// A serial port that a host sees: its path, its stable identity, and what it calls itself.
public record PortSeen(String path, String identity, String title) {}
