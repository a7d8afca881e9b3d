package platen.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es | SPANISH",
                "es-MX,es;q=0.9,en;q=0.5 | SPANISH",
                "en-US,en;q=0.9,es;q=0.8 | ENGLISH",
                "fr-FR,fr;q=0.9,es;q=0.3 | SPANISH",
                "en;q=0.2, es;q=0.7 | SPANISH",
                "EN-gb | ENGLISH"
            })
    void isTheBestForABrowser(String liking, Language best) {
        assertEquals(Optional.of(best), Language.liked(liking));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fr", "*", "es;q=0", "es;q=many", "\u0000", ";;;,,,"})
    void isNoneWhereNoneIsLiked(String liking) {
        assertEquals(Optional.empty(), Language.liked(liking));
    }

    @Test
    void isNoneForABrowserThatLikesEndlessly() {
        assertEquals(Optional.empty(), Language.liked("es,".repeat(10_000)));
    }
}
