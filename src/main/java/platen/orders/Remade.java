package platen.orders;

import platen.values.Digest;

/// A document that was made to fit what the customer chose. It is what they see, approve, and get.
public record Remade(Digest file, Contents contents) {}
