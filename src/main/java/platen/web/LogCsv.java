package platen.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.events.Event;
import platen.templating.Manner;
import platen.templating.Words;

/// What happened, as a table for other programs. The names of the columns stay as they are.
final class LogCsv {
    static final String COLUMNS = "event,at,actor_kind,actor,subject_kind,subject,what_key,what,before,after\r\n";

    private LogCsv() {}

    static String row(Event event, Manner manner) {
        var change = LogChange.of(event.what());
        return Stream.of(
                                event.id(),
                                event.at(),
                                event.actorKind(),
                                MoneyCsv.quoted(event.actorName()),
                                event.subjectKind(),
                                event.subjectId(),
                                event.what().key(),
                                MoneyCsv.quoted(Words.say(event.what(), manner)),
                                MoneyCsv.quoted(change == null ? "" : change.before()),
                                MoneyCsv.quoted(change == null ? "" : change.after()))
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
