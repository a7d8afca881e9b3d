package platen.virtual;

import java.util.List;

/// What makes a firmware stop between two commands until a person has been there.
///
/// @param begins what it says to the host
/// @param ends   what it says when it goes on
/// @param lastsNs after how long a person comes by; [Firmware#NEVER] if nobody does
record Interruption(List<String> begins, List<String> ends, long lastsNs) {

    /// As Marlin with a sensor does: it parks and waits.
    static Interruption runout(long lastsNs) {
        return new Interruption(
                List.of(
                        "//action:prompt_end",
                        "//action:prompt_begin FilamentRunout T0",
                        "//action:prompt_show",
                        "//action:paused filament_runout 0",
                        "echo:Insert filament and send M108",
                        "//action:prompt_end",
                        "//action:prompt_begin Nozzle Parked",
                        "//action:prompt_button Continue",
                        "//action:prompt_show"),
                List.of("//action:prompt_end", "//action:resumed"),
                lastsNs);
    }

    /// Somebody stopped it at its panel.
    static Interruption pause(long lastsNs) {
        return new Interruption(List.of(), List.of(), lastsNs);
    }
}
