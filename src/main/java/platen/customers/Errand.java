package platen.customers;

import java.util.Locale;

/// What a letter to a customer is about.
///
/// To write of something new, add a constant, and its words in both languages: `customer.mail-invited-subject`,
/// `-lead` (the one thing), `-next` (the next step) and `-button`.
public enum Errand {
    SIGN_IN,
    INVITED,
    TO_APPROVE,
    SAID_NO;

    /// With what the keys of its words begin.
    String stem() {
        return "customer.mail-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
