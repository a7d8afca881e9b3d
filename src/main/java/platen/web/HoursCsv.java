package platen.web;

import static platen.web.MoneyCsv.quoted;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.shifts.Entry;

/// The hours of members, as a table for other programs. The names of the columns stay as they are.
final class HoursCsv {
    static final String COLUMNS = "entry,member,day,minutes,kind,order,job,note,noted_at\r\n";

    private HoursCsv() {}

    static String of(List<Entry> entries) {
        return COLUMNS + entries.stream().map(HoursCsv::row).collect(Collectors.joining());
    }

    private static String row(Entry entry) {
        return Stream.of(
                                entry.id(),
                                quoted(entry.name()),
                                entry.day(),
                                entry.minutes(),
                                entry.kind(),
                                entry.code() == null ? "" : entry.code(),
                                entry.job() == null ? "" : entry.job().value(),
                                quoted(entry.note()),
                                entry.at())
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
