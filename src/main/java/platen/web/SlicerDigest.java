package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import platen.slicerdoor.Keyring;
import platen.slicerdoor.SlicerKey;

/// HTTP digest authentication (RFC 7616) as PrusaLink's clients speak it: MD5, `qop=auth`. The name is a key's login,
/// the password the key.
final class SlicerDigest {
    static final String SCHEME = "Digest ";
    private static final Duration NONCE_HOLDS = Duration.ofMinutes(5);
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s\"]+))");
    private static final int LONGEST_HEADER = 8_192;

    private final Keyring keyring;
    private final SlicerSeal seal;
    private final InstantSource clock;

    SlicerDigest(Keyring keyring, SlicerSeal seal, InstantSource clock) {
        this.keyring = keyring;
        this.seal = seal;
        this.clock = clock;
    }

    /// What a client of the right key and too old a nonce has to be told.
    sealed interface Answer {
        record Right(SlicerKey key) implements Answer {}

        record Stale() implements Answer {}

        record Wrong() implements Answer {}
    }

    void challenge(Context ctx, boolean isStale) {
        var nonce = seal.sealed("nonce-" + clock.millis());
        ctx.header(
                "WWW-Authenticate",
                SCHEME + "realm=\"" + Keyring.REALM + "\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=MD5"
                        + (isStale ? ", stale=true" : ""));
    }

    Answer look(Context ctx, String header) {
        var said = pairs(header);
        var claimed = keyring.claimed(said.getOrDefault("username", ""));
        var isFit = said.getOrDefault("realm", "").equals(Keyring.REALM)
                && said.getOrDefault("qop", "").equals("auth")
                && said.getOrDefault("uri", "").equals(asked(ctx));
        if (!isFit || claimed.isEmpty()) return new Answer.Wrong();
        var expected = response(claimed.get().digestHash(), ctx.method().name(), said);
        var given = said.getOrDefault("response", "").getBytes(UTF_8);
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), given)) return new Answer.Wrong();
        if (!isFresh(said.getOrDefault("nonce", ""))) return new Answer.Stale();
        return new Answer.Right(keyring.used(claimed.get().key()));
    }

    private static String response(String digestHash, String method, Map<String, String> said) {
        var what = Keyring.md5(method + ":" + said.get("uri"));
        return Keyring.md5(String.join(
                ":",
                digestHash,
                said.getOrDefault("nonce", ""),
                said.getOrDefault("nc", ""),
                said.getOrDefault("cnonce", ""),
                "auth",
                what));
    }

    private boolean isFresh(String nonce) {
        Optional<String> opened = seal.opened(nonce).filter(text -> text.matches("nonce-\\d{1,18}"));
        return opened.isPresent()
                && clock.millis() - Long.parseLong(opened.get().substring("nonce-".length())) < NONCE_HOLDS.toMillis();
    }

    private static String asked(Context ctx) {
        var query = ctx.queryString();
        return ctx.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static Map<String, String> pairs(String header) {
        var pairs = new HashMap<String, String>();
        var matcher = PAIR.matcher(header.substring(0, Math.min(LONGEST_HEADER, header.length())));
        while (matcher.find()) {
            var quoted = matcher.group(2);
            pairs.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return pairs;
    }
}
