package platen.people;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /// Appendix B of RFC 6238.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertEquals(code, Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8, 100_000_000));
    }

    @Test
    void writesSecretsInTheLettersThatTelephonesRead() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.base32(SECRET));
        assertArrayEquals(SECRET, Totp.bytes(Totp.base32(SECRET)));
        assertEquals("MZXW6YQ", Totp.base32("foob".getBytes(US_ASCII)));
        assertEquals(32, Totp.newSecret().length());
    }

    @Test
    void bearsAClockThatIsHalfAMinuteOff() {
        var secret = Totp.newSecret();
        var now = Instant.parse("2026-05-02T12:00:00Z");
        var step = Totp.step(now);
        for (long near = step - 1; near <= step + 1; near++)
            assertEquals(OptionalLong.of(near), Totp.stepOf(secret, Totp.code(secret, near), now));
        assertTrue(Totp.stepOf(secret, Totp.code(secret, step - 2), now).isEmpty());
        assertTrue(Totp.stepOf(secret, "", now).isEmpty());
        assertTrue(Totp.stepOf(secret, "١٢٣٤٥٦", now).isEmpty());
    }
}
