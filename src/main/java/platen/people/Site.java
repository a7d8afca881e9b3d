package platen.people;

/// The address at which a browser sees us: `https://print.example.org`, and its host alone. A passkey is bound to the
/// host, and made for names only, not for numbers.
public record Site(String origin, String host) {}
