package platen.slicerdoor;

import platen.values.Secrets;

/// What is kept of a key: the name that goes with it, and hashes of the key itself.
public record Lock(String login, String keyHash, String digestHash) {
    private static final int LOGIN_LETTERS = 7;

    static Lock of(String secret) {
        var login = Secrets.code(LOGIN_LETTERS);
        return new Lock(login, Keyring.hash(secret), Keyring.md5(login + ":" + Keyring.REALM + ":" + secret));
    }
}
