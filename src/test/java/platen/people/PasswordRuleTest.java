package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.values.Message;

/// Which passwords are taken.
class PasswordRuleTest {
    private static final List<String> OWNER = List.of("Marabel Quillson", "mquill@gableprints.example");

    private static String problem(String password) {
        return PasswordRule.problem(password, OWNER).map(Message::key).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "123456789012",
                "qwertyuiop[]",
                "aaaaaaaaaaaaaaa",
                "abcabcabcabc",
                "iloveyou1234",
                "P@ssw0rd2026",
                "marabelquillson",
                "gableprints2026"
            })
    void refusesWhatAThiefTriesFirst(String easy) {
        assertEquals("people.password-easy", problem(easy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"twelve lead letters", "correct horse battery staple", "violín bajo la lluvia", "kv8-Wm2_pZqTe"})
    void takesWordsThatDoNotBelongTogetherAndWhatAManagerMakes(String good) {
        assertEquals("", problem(good));
    }

    @Test
    void countsLettersAndAsksForNothingElse() {
        assertEquals("people.password-short", problem("kv8-Wm2_pZq"));
        assertEquals("people.password-short", problem("😀".repeat(6)), "each is one");
        var long64 = "the press ink runs, blue over yellow, and nobody sees green here";
        assertTrue(long64.length() >= 64);
        assertEquals("", problem(long64));
        assertEquals("", problem((long64 + long64).substring(0, 128)));
        assertEquals("people.password-long", problem((long64 + long64 + "x").substring(0, 129)));
    }
}
