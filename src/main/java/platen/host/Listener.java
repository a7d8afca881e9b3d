package platen.host;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.streaming.Occurrence;
import platen.streaming.Outcome.Heaters;
import platen.sync.HostEvent.Figures;
import platen.values.MachineId;
import platen.values.Message;

/// Hears what happens at one printer, on the printer's own thread, and reports it to the agent.
final class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class.getName());

    private final MachineId machine;
    private final Consumer<PrinterReport> inbox;
    private final Consumer<Occurrence.Ended> ends;
    private final Transcript transcript = new Transcript();
    private volatile @Nullable String attempt;
    private volatile boolean starting;

    /// `ends` takes the end of each print besides, with all that belongs to it.
    Listener(MachineId machine, Consumer<PrinterReport> inbox, Consumer<Occurrence.Ended> ends) {
        this.machine = machine;
        this.inbox = inbox;
        this.ends = ends;
    }

    /// The attempt that is printed now, if one is.
    @Nullable
    String attempt() {
        return attempt;
    }

    Transcript transcript() {
        return transcript;
    }

    void begin(String begun) {
        starting = true;
        attempt = begun;
    }

    void end() {
        attempt = null;
        starting = false;
    }

    void heard(Occurrence occurrence) {
        var current = attempt;
        switch (occurrence) {
            case Occurrence.Connected(var firmware) -> inbox.accept(new PrinterReport.Connected(machine, firmware));
            case Occurrence.Disconnected(var why) -> inbox.accept(new PrinterReport.Gone(machine, why));
            case Occurrence.Unanswered() -> inbox.accept(new PrinterReport.Gone(machine, Message.of("host.no-answer")));
            case Occurrence.CooledDown(var confirmed) -> {
                if (confirmed) inbox.accept(new PrinterReport.CooledDown(machine));
            }
            case Occurrence.Started(var name) -> {
                starting = false;
                inbox.accept(new PrinterReport.Started(name));
            }
            case Occurrence.Paused _ -> ofPrint(current, PrinterReport.Paused::new);
            case Occurrence.Resumed() -> ofPrint(current, PrinterReport.Resumed::new);
            case Occurrence.Stalled() -> needsPerson(current, Message.of("host.stalled"));
            case Occurrence.NeedsPerson(var why) -> needsPerson(current, why);
            case Occurrence.Ended ended -> {
                end();
                inbox.accept(ending(ended));
                ends.accept(ended);
            }
            case Occurrence.Refused(var why) -> refused(current, why);
            case Occurrence.NotDone(var why) -> inbox.accept(new PrinterReport.NotDone(machine, why));
            case Occurrence.Said(var line) -> transcript.add(line);
            case Occurrence.Recovered() -> LOG.info("printer " + machine.value() + " answers again");
            case Occurrence.Noted(var what) -> LOG.info("printer " + machine.value() + ": " + what);
        }
    }

    private static PrinterReport ending(Occurrence.Ended ended) {
        var figures = ended.figures();
        var heatersOff = ended.outcome().heaters() == Heaters.OFF;
        return switch (ended.outcome().end()) {
            case FINISHED ->
                new PrinterReport.Finished(
                        ended.name(),
                        new Figures(figures.commands(), figures.resends(), Math.round(figures.elapsedS())));
            case CANCELLED ->
                new PrinterReport.Cancelled(ended.name(), ended.outcome().why(), figures.lines(), heatersOff);
            case FAILED ->
                new PrinterReport.Failed(ended.name(), ended.outcome().why(), figures.lines(), heatersOff);
        };
    }

    /// A print that the printer did not even begin is over; any other wish was just not obeyed.
    private void refused(@Nullable String current, Message why) {
        LOG.info("printer " + machine.value() + " refused: " + why);
        if (!starting || current == null) return;
        end();
        inbox.accept(new PrinterReport.Failed(current, why, 0, true));
    }

    private void needsPerson(@Nullable String current, Message what) {
        if (current != null) inbox.accept(new PrinterReport.NeedsPerson(current, what));
    }

    private void ofPrint(@Nullable String current, Function<String, PrinterReport> report) {
        if (current != null) inbox.accept(report.apply(current));
    }
}
