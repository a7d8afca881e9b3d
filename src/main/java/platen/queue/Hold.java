package platen.queue;

/// For whom or what a held job waits.
public enum Hold {
    /// The shop itself, for any reason.
    SHOP,
    /// The customer has to agree, as to a file that was changed.
    CUSTOMER,
    /// The file cannot be used as it is.
    FILE
}
