package platen.virtual;

import java.util.List;
import java.util.Map;
import java.util.Set;
import platen.virtual.EmergencyParser.Call;
import platen.virtual.Tongue.Acks;
import platen.virtual.Tongue.Death;
import platen.virtual.Tongue.Numbers;
import platen.virtual.Tongue.Refusal;
import platen.virtual.Tongue.Texts;

/// The firmwares that are known. Marlin and Klipper speak as recorded from real ones, the others as their sources do.
final class Tongues {
    private static final String STEPS = " Count X:%5$d Y:%6$d Z:%7$d";
    private static final String AXES = "X:%1$.2f Y:%2$.2f Z:%3$.2f E:%4$.2f";
    private static final String PLAIN_HEAT = "T:%1$.1f /%2$.1f B:%3$.1f /%4$.1f";
    private static final List<String> MARLIN_REQUEST =
            List.of("Error:{why}, Last Line: {last}", "Resend: {next}", Tongue.OK);
    private static final Refusal MARLIN_REFUSAL = new Refusal(MARLIN_REQUEST, List.of(), true, 0);
    private static final String KILL_CALLED = "Error:Printer halted. kill() called!";
    private static final Acks AS_MARLIN = new Acks(false, false, false, true, false, false);
    private static final Set<Call> ALL_CALLS = Set.of(Call.BREAK_AND_CONTINUE, Call.KILL, Call.QUICK_STOP, Call.ANSWER);
    private static final Set<Call> FEW_CALLS = Set.of(Call.BREAK_AND_CONTINUE, Call.KILL);
    private static final Death MARLIN_DEATH = new Death(
            List.of("echo:M112 Shutdown", KILL_CALLED, "//action:poweroff"),
            List.of(KILL_CALLED, "//action:poweroff"),
            List.of(
                    "Error:Thermal Runaway, system stopped! Heater_ID: E0",
                    "",
                    "echo:THERMAL RUNAWAY",
                    KILL_CALLED,
                    "//action:poweroff"),
            List.of(),
            "");
    private static final List<String> MARLIN_GREETING = List.of(
            "start",
            "PowerUp",
            "Marlin bugfix-2.1.x",
            "echo: Last Updated: 2023-01-07 | Author: (none, default config)",
            "echo: Free Memory: 0  PlannerBufferBytes: 1280",
            "echo:Hardcoded Default Settings Loaded");
    private static final List<String> PRUSA_GREETING =
            List.of("start", "echo: 3.11.0-4955", "echo: Last Updated: Apr 27 2022", "echo:  Free Memory: 1959");
    private static final List<String> REPETIER_GREETING = List.of("start", "Info:PowerUp", "Free RAM:54311");
    private static final List<String> SMOOTHIE_GREETING = List.of("Smoothie", Tongue.OK);
    private static final String KLIPPER_READY = "// Klipper state: Ready";

    static final Tongue MARLIN = new Tongue(
            MARLIN_GREETING,
            MARLIN_GREETING,
            ALL_CALLS,
            Map.of(),
            new Numbers(true, true, true, false, false, false, 2),
            AS_MARLIN,
            MARLIN_REFUSAL,
            new Texts(
                    "T:%1$.2f /%2$.2f B:%3$.2f /%4$.2f @:%5$d B@:%6$d",
                    " %1$s W:%2$s",
                    AXES + STEPS,
                    "echo:Unknown command: \"{command}\"",
                    "echo:busy: ",
                    "",
                    "echo: cold extrusion prevented",
                    "FIRMWARE_NAME:Marlin bugfix-2.1.x (Platen virtual printer)"
                            + " SOURCE_CODE_URL:github.com/MarlinFirmware/Marlin PROTOCOL_VERSION:1.0"
                            + " MACHINE_TYPE:{machine} EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff",
                    true,
                    true),
            MARLIN_DEATH);

    static final Tongue PRUSA = new Tongue(
            PRUSA_GREETING,
            PRUSA_GREETING,
            FEW_CALLS,
            Map.of(),
            new Numbers(true, true, true, false, false, true, 2),
            AS_MARLIN,
            MARLIN_REFUSAL,
            new Texts(
                    "T:%1$.1f /%2$.1f B:%3$.1f /%4$.1f T0:%1$.1f /%2$.1f @:%5$d B@:%6$d P:0.0 A:28.4",
                    "T:%3$.1f E:0 W:%2$s",
                    AXES + STEPS,
                    "Unknown {letter} code: {command}",
                    "echo:busy: ",
                    "",
                    " cold extrusion prevented",
                    "FIRMWARE_NAME:Prusa-Firmware 3.11.0 based on Marlin"
                            + " FIRMWARE_URL:https://github.com/prusa3d/Prusa-Firmware PROTOCOL_VERSION:1.0"
                            + " MACHINE_TYPE:{machine} EXTRUDER_COUNT:1 UUID:00000000-0000-0000-0000-000000000000",
                    true,
                    true),
            new Death(
                    List.of(KILL_CALLED),
                    List.of(KILL_CALLED),
                    List.of("Error:Thermal Runaway, system stopped! Heater_ID: 0", "", KILL_CALLED),
                    List.of(),
                    ""));

    static final Tongue PRUSA_BUDDY = new Tongue(
            List.of(),
            List.of(),
            ALL_CALLS,
            Map.of(),
            MARLIN.numbers(),
            AS_MARLIN,
            MARLIN_REFUSAL,
            new Texts(
                    "T:%1$.2f/%2$.2f B:%3$.2f/%4$.2f X:36.00/36.00 A:28.00/0.00 @:%5$d B@:%6$d HBR@:0",
                    "%1$s W:%2$s",
                    AXES + STEPS,
                    "echo:Unknown command: \"{command}\"",
                    "echo:busy: ",
                    "",
                    "echo: cold extrusion prevented",
                    "FIRMWARE_NAME:Prusa-Firmware-Buddy 5.1.2 (Platen virtual printer)"
                            + " SOURCE_CODE_URL:https://github.com/prusa3d/Prusa-Firmware-Buddy PROTOCOL_VERSION:1.0"
                            + " MACHINE_TYPE:{machine} EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff",
                    true,
                    true),
            MARLIN_DEATH);

    static final Tongue REPETIER = new Tongue(
            REPETIER_GREETING,
            REPETIER_GREETING,
            FEW_CALLS,
            Map.of(),
            new Numbers(true, true, true, true, true, false, 40),
            new Acks(true, true, false, true, true, false),
            new Refusal(
                    List.of("Error:{why}", "", "Resend:{next}", Tongue.OK),
                    List.of("skip {number}", Tongue.OK),
                    true,
                    14),
            new Texts(
                    PLAIN_HEAT + " B@:%6$d @:%5$d",
                    "%1$s",
                    AXES,
                    "Unknown command:{command}",
                    "busy:",
                    "",
                    "Error:Cold extrusion prevented",
                    "FIRMWARE_NAME:Repetier_1.0.4 FIRMWARE_URL:https://github.com/repetier/Repetier-Firmware/"
                            + " PROTOCOL_VERSION:1.0 MACHINE_TYPE:{machine} EXTRUDER_COUNT:1 REPETIER_PROTOCOL:3",
                    false,
                    false),
            new Death(
                    List.of("fatal:Printer halted. kill() called!"),
                    List.of("fatal:Printer halted. kill() called!"),
                    List.of(
                            "Error:Temp. raising to slow. Rising 0 after 20 seconds",
                            "fatal:Heater decoupled - thermal runaway. Disabling all heaters and going into dry run."),
                    List.of(),
                    ""));

    static final Tongue REPRAPFIRMWARE = new Tongue(
            List.of(),
            List.of(),
            FEW_CALLS,
            Map.of(),
            new Numbers(true, false, false, false, true, false, 0),
            AS_MARLIN,
            new Refusal(List.of(), List.of(), false, 0),
            new Texts(
                    PLAIN_HEAT,
                    "%1$s",
                    "X:%1$.3f Y:%2$.3f Z:%3$.3f E:%4$.3f" + STEPS,
                    "Error: {word}: Command is not supported",
                    "busy: ",
                    "Error: {word}: Insufficient axes homed",
                    "Warning: Tool 0 was not driven because its heater temperatures were not high enough",
                    "FIRMWARE_NAME: RepRapFirmware for Duet 3 Mini 5+ FIRMWARE_VERSION: 3.4.6"
                            + " ELECTRONICS: Duet 3 Mini5plus WiFi FIRMWARE_DATE: 2023-07-21",
                    false,
                    false),
            new Death(
                    List.of("Emergency Stop! Reset the controller to continue."),
                    List.of("Error: Emergency Stop! Reset the controller to continue."),
                    List.of(
                            "Error: Heating fault on heater 1, temperature excursion exceeded 15.0°C",
                            "Error: Thermal runaway, shutdown due to heater fault"),
                    List.of(),
                    "M999"));

    static final Tongue SMOOTHIE = new Tongue(
            SMOOTHIE_GREETING,
            SMOOTHIE_GREETING,
            FEW_CALLS,
            Map.of(),
            new Numbers(true, true, true, false, false, false, 0),
            new Acks(false, false, true, false, false, false),
            new Refusal(List.of("rs N{next}"), List.of("rs N{next}"), false, 0),
            new Texts(
                    "T:%1$.1f /%2$.1f @%5$d B:%3$.1f /%4$.1f @%6$d",
                    "%1$s",
                    "ok C: X:%1$.4f Y:%2$.4f Z:%3$.4f E:%4$.4f",
                    "error:Unsupported command - {command}",
                    "busy: ",
                    "",
                    "Error: cold extrusion prevented",
                    "FIRMWARE_NAME:Smoothieware, FIRMWARE_URL:http%3A//smoothieware.org,"
                            + " FIRMWARE_VERSION:edge-9d0b9ad, X-SYSTEM_CLOCK:120MHz",
                    false,
                    false),
            new Death(
                    List.of("ok Emergency Stop Requested - reset or M999 required to exit HALT state"),
                    List.of("ALARM: Kill button pressed - reset or M999 to continue"),
                    List.of("ERROR: Temperature runaway on T (delta temp 25.2), HALT asserted. Reset or M999 required"),
                    List.of("!!"),
                    "M999"));

    static final Tongue KLIPPER = new Tongue(
            List.of(),
            List.of("// Klipper state: Disconnect", KLIPPER_READY),
            Set.of(Call.KILL),
            Map.of(
                    "STATUS", List.of(KLIPPER_READY),
                    "PAUSE", List.of("// action:paused"),
                    "RESUME", List.of("// action:resumed")),
            new Numbers(false, false, false, false, false, false, 0),
            new Acks(false, false, true, true, false, true),
            new Refusal(List.of(), List.of(), false, 0),
            new Texts(
                    "B:%3$.1f /%4$.1f T0:%1$.1f /%2$.1f",
                    "%1$s",
                    "X:%1$.3f Y:%2$.3f Z:%3$.3f E:%4$.3f",
                    "// Unknown command:\"{word}\"",
                    "busy: ",
                    "!! Must home axis first",
                    "!! Extrude below minimum temp",
                    "ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb",
                    false,
                    false),
            new Death(
                    List.of("// Klipper state: Shutdown", Tongue.OK),
                    List.of("// Klipper state: Shutdown"),
                    List.of(
                            "!! Heater extruder not heating at expected rate",
                            "// See the 'verify_heater' section in docs/Config_Reference.md",
                            "// Klipper state: Shutdown"),
                    List.of("// Printer is shutdown", "!! Shutdown due to a fault of the printer", Tongue.OK),
                    "FIRMWARE_RESTART"));

    private Tongues() {}
}
