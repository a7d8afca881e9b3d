package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.notices.smtp.SmtpSettings;
import platen.notices.smtp.SmtpSettings.Tls;

class SmtpSettingsTest {
    @Test
    void readsAnAddress() {
        assertEquals(
                new SmtpSettings("mail.example.org", 587, Tls.STARTTLS, "print@example.org", "a:b+c"),
                SmtpSettings.of("smtp://print%40example.org:a%3Ab+c@mail.example.org"));
        assertEquals(
                new SmtpSettings("mail.example.org", 465, Tls.IMPLICIT, null, null),
                SmtpSettings.of("smtps://mail.example.org"));
        assertEquals(
                new SmtpSettings("localhost", 2525, Tls.NONE, null, null),
                SmtpSettings.of("smtp://localhost:2525?tls=none"));
    }

    @Test
    void tellsNobodyThePassword() {
        var settings = SmtpSettings.of("smtp://me:secret@mail.example.org");
        assertFalse(settings.toString().contains("secret"), settings.toString());
        var wrong = assertThrows(
                IllegalArgumentException.class, () -> SmtpSettings.of("smtp://me:sec ret@mail.example.org"));
        assertFalse(String.valueOf(wrong.getMessage()).contains("sec ret"), wrong.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "http://mail.example.org",
                "smtp://",
                "smtp://x?tls=maybe",
                "smtps://x?tls=none"
            })
    void refusesWhatIsNone(String url) {
        assertThrows(IllegalArgumentException.class, () -> SmtpSettings.of(url));
    }
}
