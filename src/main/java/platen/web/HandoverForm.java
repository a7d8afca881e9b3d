package platen.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.orders.Handover;
import platen.values.Message;

/// How an order gets to its customer, out of a form and into it.
final class HandoverForm {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 300;
    private static final int LONGEST_DAYS = 365;

    private HandoverForm() {}

    /// `delivers` where we bring it, and so have to know where to.
    static Handover read(Form form, ZoneId zone, Instant now, boolean delivers) {
        var collector = form.may("collector", LONGEST_NAME);
        var address = delivers ? form.lines("address", LONGEST_ADDRESS) : "";
        if (delivers && address.isBlank()) form.wrong("address", Message.of("basket.address-missing"));
        return new Handover(neededBy(form, zone, now), collector, address.strip());
    }

    private static @Nullable Instant neededBy(Form form, ZoneId zone, Instant now) {
        if (!form.has("needed")) return null;
        var today = LocalDate.ofInstant(now, zone);
        try {
            var day = LocalDate.parse(form.value("needed").strip());
            if (day.isBefore(today) || day.isAfter(today.plusDays(LONGEST_DAYS)))
                throw new DateTimeException("not near");
            return day.atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            form.wrong("needed", Message.of("basket.needed-wrong"));
            return null;
        }
    }

    static Map<String, String> written(Handover handover, ZoneId zone) {
        var written = new HashMap<String, String>();
        written.put("collector", handover.collector());
        written.put("address", handover.address());
        if (handover.neededBy() != null)
            written.put("needed", LocalDate.ofInstant(handover.neededBy(), zone).toString());
        return written;
    }
}
