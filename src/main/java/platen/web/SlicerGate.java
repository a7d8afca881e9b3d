package platen.web;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.slicerdoor.Keyring;
import platen.slicerdoor.SlicerKey;
import platen.values.Message;

/// Looks at the key of a call: in a header, as a bearer's, in the address, or by digest.
final class SlicerGate {
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /// Where PrusaLink's clients expect to be asked for a password.
    private static final Pattern OF_PRUSA_LINK = Pattern.compile("api/(version|v1/.*|files/.*)");

    private final Keyring keyring;
    private final SlicerDigest digest;

    SlicerGate(Keyring keyring, SlicerSeal seal, InstantSource clock) {
        this.keyring = keyring;
        this.digest = new SlicerDigest(keyring, seal, clock);
    }

    /// The key, if it opens this door; else the refusal stands in the answer.
    Optional<SlicerKey> key(Context ctx, String place, String path) {
        var secret = secret(ctx);
        if (secret != null) return opening(keyring.whose(secret), ctx, place);
        var authorization = ctx.header("Authorization");
        if (authorization != null && authorization.startsWith(SlicerDigest.SCHEME)) {
            return switch (digest.look(ctx, authorization)) {
                case SlicerDigest.Answer.Right(var key) -> opening(Optional.of(key), ctx, place);
                case SlicerDigest.Answer.Stale _ -> ask(ctx, true);
                case SlicerDigest.Answer.Wrong _ -> ask(ctx, false);
            };
        }
        return OF_PRUSA_LINK.matcher(path).matches() ? ask(ctx, false) : refuse(ctx, FORBIDDEN);
    }

    private static @Nullable String secret(Context ctx) {
        var header = ctx.header("X-Api-Key");
        if (header != null && !header.isBlank()) return header.strip();
        var authorization = ctx.header("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) return authorization.substring(BEARER.length());
        return ctx.queryParam("apikey");
    }

    private static Optional<SlicerKey> opening(Optional<SlicerKey> key, Context ctx, String place) {
        var fits = key.filter(one -> one.door().equals(place));
        return fits.isPresent() ? fits : refuse(ctx, FORBIDDEN);
    }

    private Optional<SlicerKey> ask(Context ctx, boolean isStale) {
        digest.challenge(ctx, isStale);
        return refuse(ctx, UNAUTHORIZED);
    }

    private static Optional<SlicerKey> refuse(Context ctx, int status) {
        SlicerCall.refuse(ctx, status, Message.of("slicers.wrong-key"));
        return Optional.empty();
    }
}
