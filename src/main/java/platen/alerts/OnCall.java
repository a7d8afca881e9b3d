package platen.alerts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// How somebody who works here is reached. Quiet hours are minutes of the shop's day, both ends or none; `customers`
/// when they want to hear of customers, too; `since` is when this was last changed.
public record OnCall(
        PersonId person,
        String name,
        String email,
        Duty duty,
        boolean byMail,
        String push,
        boolean customers,
        @Nullable Integer quietFrom,
        @Nullable Integer quietUntil,
        Instant since) {
    private static final int MINUTES = 60;

    static OnCall none(PersonId person) {
        return new OnCall(person, "", "", Duty.OFF, false, "", false, null, null, Instant.EPOCH);
    }

    public boolean isOnDuty() {
        return duty != Duty.OFF;
    }

    public boolean isReachable() {
        return !ways().isEmpty();
    }

    List<Way> ways() {
        var ways = new ArrayList<Way>();
        if (byMail) ways.add(Way.MAIL);
        if (!push.isEmpty()) ways.add(Way.PUSH);
        return ways;
    }

    /// Whether they want to be left alone at that moment.
    boolean isQuiet(Instant at, ZoneId zone) {
        if (quietFrom == null || quietUntil == null) return false;
        var time = LocalTime.ofInstant(at, zone);
        var minute = time.getHour() * MINUTES + time.getMinute();
        return quietFrom <= quietUntil
                ? minute >= quietFrom && minute < quietUntil
                : minute >= quietFrom || minute < quietUntil;
    }

    /// As forms write it; empty where there are no quiet hours.
    public String from() {
        return written(quietFrom);
    }

    public String until() {
        return written(quietUntil);
    }

    private static String written(@Nullable Integer minute) {
        return minute == null
                ? ""
                : LocalTime.of(minute / MINUTES, minute % MINUTES).toString();
    }
}
