package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.slicerdoor.Keyring;

/// Name and password as PrusaLink's clients send them: never in the clear, for one address, and not for long.
class SlicerDigestTest {
    private static final String URI = "/p/queue/api/version";

    private final DoorSite shop = new DoorSite();
    private final Keyring.Made made = shop.key(DoorSite.QUEUE);

    SlicerDigestTest() throws IOException {}

    @AfterEach
    void close() {
        shop.close();
    }

    /// What a client answers to a challenge.
    static String answer(String challenge, String method, String uri, String login, String password) {
        var nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge);
        assertTrue(nonce.find(), challenge);
        var secret = Keyring.md5(login + ":Platen:" + password);
        var what = Keyring.md5(method + ":" + uri);
        var response = Keyring.md5(secret + ":" + nonce.group(1) + ":00000001:abcdef:auth:" + what);
        return "Digest username=\"%s\", realm=\"Platen\", nonce=\"%s\", uri=\"%s\", cnonce=\"abcdef\", nc=00000001, qop=auth, response=\"%s\", algorithm=MD5"
                .formatted(login, nonce.group(1), uri, response);
    }

    private DoorSite.Answer ask(String authorization) throws IOException {
        return shop.send("GET " + URI + " HTTP/1.1\nHost: shop\nAuthorization: " + authorization);
    }

    private String challenge() throws IOException {
        return shop.send("GET " + URI + " HTTP/1.1\nHost: shop").header("www-authenticate");
    }

    @Test
    void opensForTheRightPassword() throws Exception {
        assertEquals(
                200,
                ask(answer(challenge(), "GET", URI, made.key().login(), made.secret()))
                        .status());
    }

    @Test
    void staysShutForAnythingElse() throws Exception {
        var login = made.key().login();
        assertEquals(401, ask(answer(challenge(), "GET", URI, login, "wrong")).status());
        assertEquals(
                401,
                ask(answer(challenge(), "GET", URI, "nobody", made.secret())).status());
        assertEquals(
                401, ask(answer(challenge(), "PUT", URI, login, made.secret())).status());
        assertEquals(
                401,
                ask(answer(challenge(), "GET", "/p/queue/api/other", login, made.secret()))
                        .status());
        assertEquals(401, ask("Digest nonsense").status());
        assertEquals(
                401,
                ask(answer("nonce=\"of our own making\"", "GET", URI, login, made.secret()))
                        .status());
    }

    @Test
    void saysWhenOnlyTheChallengeIsTooOld() throws Exception {
        var challenge = challenge();
        shop.site.clock.pass(Duration.ofMinutes(6));
        var answer = ask(answer(challenge, "GET", URI, made.key().login(), made.secret()));
        assertEquals(401, answer.status());
        assertTrue(answer.header("www-authenticate").contains("stale=true"));
    }
}
