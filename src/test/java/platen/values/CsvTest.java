package platen.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    void whatPeopleWroteIsNoFormula(String begin) {
        assertEquals("\"'" + begin + "1+1\"", Csv.cell(begin + "1+1"));
    }

    @Test
    void quotesEndNoCell() {
        assertEquals("\"a\"\",=1+1\"", Csv.cell("a\",=1+1"));
        assertEquals(
                "\uFEFFname,grams\r\n\"a\"\"b\",-5\r\n",
                Csv.of(List.of("name", "grams"), List.of(Map.of("name", "a\"b", "grams", -5))));
    }
}
