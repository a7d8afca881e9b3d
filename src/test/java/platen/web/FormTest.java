package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.people.Role;
import platen.values.Message;
import platen.values.Money;

class FormTest {

    @Test
    void takesNothingForAFieldThatIsMissing() {
        var form = Form.empty();
        assertEquals("", form.need("name", 10));
        assertEquals("", form.may("phone", 10));
        assertEquals(1, form.number("copies", 1, 9));
        assertEquals(Optional.empty(), form.choice("role", Role.class));
        assertEquals(Money.ZERO, form.money("amount"));
        assertEquals(Set.of("name", "copies", "role", "amount"), form.errors().keySet());
        assertEquals(Message.of("web.missing"), form.error("copies"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "10", "1.5", "1e3", "٣x", "99999999999999999999", "0x1", "NaN", "one", "1 2"})
    void takesNoNumberOutsideItsBounds(String written) {
        var form = Form.of(Map.of("copies", written));
        assertEquals(1, form.number("copies", 1, 9));
        assertEquals(Message.of("web.no-number", 1, 9), form.error("copies"));
    }

    @ParameterizedTest
    @CsvSource({"12.5,1250", "'12,50',1250", "$ 12,1200", "0,0", "999999999.99,99999999999", "7 €,700"})
    void readsMoneyAsPeopleWriteIt(String written, long cents) {
        var form = Form.of(Map.of("amount", written));
        assertEquals(new Money(cents), form.money("amount"));
        assertTrue(form.isFaultless());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.234", "1e3", "9999999999", "1.5.5", "free", "NaN", "Infinity"})
    void refusesWhatIsNoAmount(String written) {
        var form = Form.of(Map.of("amount", written));
        form.money("amount");
        assertEquals(Message.of("web.no-amount", "12.50"), form.error("amount"));
    }

    @Test
    void leavesOutWhatCannotBeSeen() {
        var form = Form.of(Map.of("name", " A\u0000nn\r\nB\u202Eob ", "address", "1 Lane\r\nTown\u0007"));
        assertEquals("A nn  B ob", form.may("name", 20));
        assertEquals("1 Lane\nTown", form.lines("address", 20));
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() {
        var form = Form.of(Map.of("name", "x".repeat(4_000)));
        assertEquals(10, form.may("name", 10).length());
        assertEquals(Message.of("web.too-long", 10), form.error("name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "ann@example", "a b@example.org", "ann@example.org\nBcc: x@y.org", "<ann@example.org>"})
    void refusesWhatIsNoEmailAddress(String written) {
        var form = Form.of(Map.of("email", written));
        form.email("email", 100);
        assertFalse(form.isFaultless());
    }
}
