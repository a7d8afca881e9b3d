package platen.books;

/// How something was paid. What goes on an account is paid for the order, and owed by the account.
public enum Method {
    CASH,
    CARD,
    TRANSFER,
    CHEQUE,
    VOUCHER,
    OTHER,
    ACCOUNT;

    /// Whether money comes in with it at that moment.
    public boolean isMoney() {
        return this != ACCOUNT;
    }
}
