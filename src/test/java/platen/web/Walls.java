package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;

/// What holds for every answer of the site, whoever asked for whatever.
final class Walls {
    private Walls() {}

    static void stand(String what, HttpResponse<?> answer) {
        assertTrue(answer.statusCode() < 500, () -> what + " broke: " + answer.statusCode());
        var policy = header(what, answer, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), what + policy);
        assertTrue(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), what + policy);
        assertFalse(policy.contains("unsafe") || policy.contains("*"), what + policy);
        assertEquals("nosniff", header(what, answer, "X-Content-Type-Options"), what);
        assertEquals("DENY", header(what, answer, "X-Frame-Options"), what);
        assertEquals("same-origin", header(what, answer, "Referrer-Policy"), what);
        assertEquals("same-origin", header(what, answer, "Cross-Origin-Resource-Policy"), what);
        assertTrue(answer.headers().firstValue("Server").isEmpty(), what);
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty(), what);
        for (var cookie : answer.headers().allValues("Set-Cookie"))
            assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), what + ": " + cookie);
    }

    private static String header(String what, HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(what + " has no " + name));
    }
}
