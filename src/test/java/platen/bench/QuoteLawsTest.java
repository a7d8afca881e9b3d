package platen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// `-Dplaten.quotes=1000000` holds a million requests against the laws; so does `platen bench quotes`.
class QuoteLawsTest {
    private static final long REQUESTS = Long.getLong("platen.quotes", 40_000);

    @Test
    void everyPriceObeysTheLaws() {
        var findings = new QuoteLaws(1).check(REQUESTS);
        assertEquals(List.of(), findings.broken());
        assertTrue(findings.priced() > REQUESTS / 2, "most can be priced: " + findings.priced());
        assertTrue(findings.toAPerson() > REQUESTS / 100, "some go to a person: " + findings.toAPerson());
    }
}
