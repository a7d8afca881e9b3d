package platen.streaming;

import java.util.Deque;
import platen.printers.Scripts;
import platen.values.Message;

/// How a print is held and goes on: by the scripts of the profile, or by the firmware itself.
final class Pauses {
    private final Scripts scripts;
    private final PausePoint point;
    private final Desk desk;
    private final Acquaintance printer;
    private final Deque<Occurrence> news;

    Pauses(Scripts scripts, PausePoint point, Desk desk, Acquaintance printer, Deque<Occurrence> news) {
        this.scripts = scripts;
        this.point = point;
        this.desk = desk;
        this.printer = printer;
        this.news = news;
    }

    /// Nothing more is sent, and what was sent is carried out.
    Phase.Live begin(Message why) {
        point.forget();
        return new Phase.Pausing(why, Phase.Pausing.Step.DRAIN);
    }

    /// The next step, once all of this one was accepted.
    Phase.Live next(Phase.Pausing pausing) {
        var why = pausing.why();
        return switch (pausing.step()) {
            case DRAIN -> {
                desk.put("M400", "M105", "M114");
                yield new Phase.Pausing(why, Phase.Pausing.Step.POSITION);
            }
            case POSITION -> {
                if (point.isKnown()) desk.put(point.fill(scripts.pause()));
                if (printer.watchesFilament()) desk.put("M76");
                yield new Phase.Pausing(why, Phase.Pausing.Step.SCRIPT);
            }
            case SCRIPT -> {
                news.add(new Occurrence.Paused(why));
                yield new Phase.Paused(why, false);
            }
        };
    }

    /// The firmware has paused, so it runs a script of its own.
    Phase.Live byItself() {
        var why = Message.of("streaming.paused-by-printer");
        news.add(new Occurrence.Paused(why));
        return new Phase.Paused(why, true);
    }

    Phase.Live resume(Phase.Paused paused) {
        if (paused.byFirmware() || !point.isKnown()) return resumed();
        if (printer.watchesFilament()) desk.put("M75");
        desk.put(point.fill(scripts.resume()));
        desk.put(point.restoring());
        return new Phase.Resuming();
    }

    Phase.Live resumed() {
        news.add(new Occurrence.Resumed());
        return new Phase.Printing();
    }
}
