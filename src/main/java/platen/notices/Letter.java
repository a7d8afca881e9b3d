package platen.notices;

/// A mail, whole. `key` makes its Message-ID, which stays the same in every try; `replyTo` is empty where the
/// shop has
/// no address of its own.
public record Letter(String key, String to, String subject, String text, String html, String shop, String replyTo) {}
