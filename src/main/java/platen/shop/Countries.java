package platen.shop;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The countries in which a shop can be, by their two letters.
public final class Countries {
    private static final String DOLLARS = "US";
    private static final String EUROS = "IE";

    /// Where people pay with euros, only the clock tells the country.
    private static final Map<String, String> BY_ZONE = Map.ofEntries(
            Map.entry("Europe/Madrid", "ES"),
            Map.entry("Atlantic/Canary", "ES"),
            Map.entry("Africa/Ceuta", "ES"),
            Map.entry("Europe/Berlin", "DE"),
            Map.entry("Europe/Paris", "FR"),
            Map.entry("Europe/Rome", "IT"),
            Map.entry("Europe/Lisbon", "PT"),
            Map.entry("Europe/Vienna", "AT"),
            Map.entry("Europe/Amsterdam", "NL"),
            Map.entry("Europe/Brussels", "BE"),
            Map.entry("Europe/Luxembourg", "LU"),
            Map.entry("Europe/Athens", "GR"),
            Map.entry("Europe/Helsinki", "FI"),
            Map.entry("Europe/Zagreb", "HR"),
            Map.entry("Europe/Ljubljana", "SI"),
            Map.entry("Europe/Bratislava", "SK"),
            Map.entry("Europe/Tallinn", "EE"),
            Map.entry("Europe/Riga", "LV"),
            Map.entry("Europe/Vilnius", "LT"),
            Map.entry("Europe/Malta", "MT"),
            Map.entry("Asia/Nicosia", "CY"));

    private static final List<String> ALL =
            Arrays.stream(Locale.getISOCountries()).sorted().toList();

    private Countries() {}

    public static boolean isOne(String country) {
        return ALL.contains(country);
    }

    public static List<String> all() {
        return ALL;
    }

    /// A currency's code begins with its country.
    public static String likely(Currency currency, ZoneId zone) {
        var code = currency.getCurrencyCode();
        if (code.equals("EUR")) return BY_ZONE.getOrDefault(zone.getId(), EUROS);
        var country = code.substring(0, 2);
        return isOne(country) ? country : DOLLARS;
    }
}
