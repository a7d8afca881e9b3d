package platen.people;

import java.time.InstantSource;

/// A program for codes, as one has it on a telephone.
public final class Telephone {
    private final String secret;
    private final InstantSource clock;

    /// `secret` is what was typed into it, with blanks or without.
    public Telephone(String secret, InstantSource clock) {
        this.secret = secret.replace(" ", "");
        this.clock = clock;
    }

    /// What it shows now.
    public String shows() {
        return Totp.code(secret, Totp.step(clock.instant()));
    }
}
