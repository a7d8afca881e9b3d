package platen.printers;

import java.util.List;

/// G-code for moments that are not in a program.
///
/// `{x} {y} {z} {e} {feedrate} {nozzle_c} {bed_c}` stand for what they were when the print paused; who
/// sends a script restores the modes (G90/G91, M82/M83), E and the feed rate after it.
public record Scripts(List<String> pause, List<String> resume, List<String> cancel) {

    public Scripts {
        pause = List.copyOf(pause);
        resume = List.copyOf(resume);
        cancel = List.copyOf(cancel);
    }
}
