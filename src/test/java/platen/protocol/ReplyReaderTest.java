package platen.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import platen.protocol.Reply.Accepted;
import platen.protocol.Reply.Failed;
import platen.protocol.Reply.Firmware;
import platen.protocol.Reply.Halted;
import platen.protocol.Reply.Heat;
import platen.protocol.Temperatures.Reading;

/// Lines as they were heard from real firmwares, with what they mean.
class ReplyReaderTest {

    @TestFactory
    Stream<DynamicTest> understandsWhatFirmwaresSay() {
        return """
            ok => Accepted[line=-1, plannerFree=-1, queueFree=-1, said=null]
            ok 123 => Accepted[line=123, plannerFree=-1, queueFree=-1, said=null]
            ok N3 P15 B3 => Accepted[line=3, plannerFree=15, queueFree=3, said=null]
            ok P14 B0 => Accepted[line=-1, plannerFree=14, queueFree=0, said=null]
            File deleted: x.gcook => Accepted[line=-1, plannerFree=-1, queueFree=-1, said=null]
            Done saving file. => Accepted[line=-1, plannerFree=-1, queueFree=-1, said=null]
            okay then => Chatter[text=okay then]
            Resend:12 => Resend[line=12]
            Resend: 12 => Resend[line=12]
            resend N12 => Resend[line=12]
            rs 12 => Resend[line=12]
            rs N12 => Resend[line=12]
            rs N2 Expected checksum 67 => Resend[line=2]
            Error:checksum mismatch, Last Line: 2 => Damaged[text=checksum mismatch, Last Line: 2]
            Error:Line Number is not Last Line Number+1, Last Line: 3 => Damaged[text=Line Number is not Last Line Number+1, Last Line: 3]
            Error:No Checksum with line number, Last Line: 5 => Damaged[text=No Checksum with line number, Last Line: 5]
            Error: Missing checksum => Damaged[text=Missing checksum]
            Error:Wrong checksum => Damaged[text=Wrong checksum]
            Error:Missing linenumber => Damaged[text=Missing linenumber]
            skip 18 => Skipped[line=18]
            wait => Idle[]
            echo:busy: processing => Busy[]
            busy: processing => Busy[]
            busy:processing => Busy[]
            echo:busy: paused for user => NeedsPerson[text=paused for user]
            busy: paused for input => NeedsPerson[text=paused for input]
            start => Restarted[cause=]
            PowerUp => Restarted[cause=PowerUp]
             External Reset => Restarted[cause=External Reset]
            echo: Brown out Reset => Restarted[cause=Brown out Reset]
            // Klipper state: Disconnect => Restarted[cause=Klipper state: Disconnect]
            ALARM: Kill button pressed - reset or M999 to continue => Halted[reason=ALARM: Kill button pressed - reset or M999 to continue]
            Error:Printer halted. kill() called! => Halted[reason=Printer halted. kill() called!]
            Error:Heating failed, system stopped! Heater_ID: E0 => Halted[reason=Heating failed, system stopped! Heater_ID: E0]
            Error:MINTEMP triggered, system stopped! Heater_ID: E0 => Halted[reason=MINTEMP triggered, system stopped! Heater_ID: E0]
            Error:Thermal Runaway, system stopped! Heater_ID: bed => Halted[reason=Thermal Runaway, system stopped! Heater_ID: bed]
            echo:EMERGENCY SHUTDOWN DETECTED. KILLED. => Halted[reason=echo:EMERGENCY SHUTDOWN DETECTED. KILLED.]
            // Klipper state: Shutdown => Halted[reason=Klipper state: Shutdown]
            !! Shutdown due to M112 command => Halted[reason=Shutdown due to M112 command]
            !! => Halted[reason=!!]
            INT4 => Halted[reason=INT4]
            Error:Printer stopped due to errors. Fix the error and use M999 to restart. (Temperature is reset.) => Stopped[reason=Printer stopped due to errors. Fix the error and use M999 to restart. (Temperature is reset.)]
            !! STOP called because of BLTouch error => Stopped[reason=STOP called because of BLTouch error]
            !! Must home axis first: 10.000 0.000 0.000 [0.000] => Failed[reason=Must home axis first: 10.000 0.000 0.000 [0.000]]
            Error:Probing failed => Failed[reason=Probing failed]
            fatal: heater decoupled => Halted[reason=heater decoupled]
            Error:volume.init failed => Chatter[text=volume.init failed]
            echo: cold extrusion prevented => ExtrusionPrevented[text=echo: cold extrusion prevented]
            echo: too long extrusion prevented => ExtrusionPrevented[text=echo: too long extrusion prevented]
            // Extrude below minimum temp => ExtrusionPrevented[text=// Extrude below minimum temp]
            echo:Unknown command: "M20" => Unknown[command=M20]
            // Unknown command:"M155" => Unknown[command=M155]
            echo:T5 Invalid extruder => Chatter[text=echo:T5 Invalid extruder]
            //action:pause => Asked[action=pause, text=]
            // action:paused => Asked[action=paused, text=]
            //action:prompt_begin Nozzle Parked => Asked[action=prompt_begin, text=Nozzle Parked]
            //action:notification Settings Stored => Asked[action=notification, text=Settings Stored]
            Cap:EMERGENCY_PARSER:1 => Capability[name=EMERGENCY_PARSER, on=true]
            Cap:SERIAL_XON_XOFF:0 => Capability[name=SERIAL_XON_XOFF, on=false]
            X:10.00 Y:210.00 Z:20.00 E:-2.00 Count X:800 Y:16800 Z:8000 => Position[xMm=10.0, yMm=210.0, zMm=20.0, eMm=-2.0]
            X:100.000 Y:100.000 Z:0.000 E:0.000 => Position[xMm=100.0, yMm=100.0, zMm=0.0, eMm=0.0]
            SD printing byte 123/456 => CardPrint[running=true]
            SD printing byte 0/0 => CardPrint[running=false]
            Not SD printing => CardPrint[running=false]
            echo:enqueing "M24" => CardPrint[running=true]
            // Klipper state: Ready => Chatter[text=// Klipper state: Ready]
            echo:  M301 P22.20 I1.08 D114.00 => Chatter[text=echo:  M301 P22.20 I1.08 D114.00]
            x_min: open => Chatter[text=x_min: open]
            """.lines().map(row -> row.split(" => ", -1)).map(row -> DynamicTest.dynamicTest(
                row[0], () -> assertEquals(row[1], ReplyReader.parse(row[0]).toString())));
    }

    @TestFactory
    Stream<DynamicTest> readsTemperaturesInAllForms() {
        return Stream.of(
                heat(" T:25.57 /200.00 B:25.00 /0.00 @:127 B@:0 W:?", 25.57, 200, 25, 0),
                heat("T:20.3/0 B:20.1/ 0.00", 20.3, 0, 20.1, 0),
                heat("T:21.30/ 0.00 B:21.30/ 0.00 @:64", 21.3, 0, 21.3, 0),
                heat("B:25.0 /40.0 T0:25.0 /60.0", 25, 60, 25, 40),
                heat("T:19.2 E:0 W:?", 19.2, Double.NaN, Double.NaN, Double.NaN),
                heat("T0:201.5 /205.0 T1:30.0 /0.0 B:60.0 /60.0", 201.5, 205, 60, 60),
                heat("T:-15.00 /0.00 B:nan /0.00", -15, 0, Double.NaN, 0),
                heat("T:210.0 /210.0 B:60.0 /60.0 T0:210.0 /210.0 @:0 P:31.4 A:28.5 X:36.0 Y:35.1", 210, 210, 60, 60),
                heat(
                        "T:171.94/170.00 B:60.00/59.00 X:37.95/36.00 A:45.43/0.00 @:78 B@:0 HBR@:255",
                        171.94,
                        170,
                        60,
                        59),
                heat("TargetExtr0:200", Double.NaN, 200, Double.NaN, Double.NaN),
                heat("TargetBed:60", Double.NaN, Double.NaN, Double.NaN, 60),
                heat("T:0", 0, Double.NaN, Double.NaN, Double.NaN));
    }

    private static DynamicTest heat(String line, double nozzle, double nozzleTarget, double bed, double bedTarget) {
        return DynamicTest.dynamicTest(line, () -> {
            var heat = (Heat) ReplyReader.parse(line);
            var seenNozzle = heat.temperatures().nozzle();
            assertEquals(new Reading(seenNozzle.sensor(), nozzle, nozzleTarget), seenNozzle);
            assertEquals(new Reading("B", bed, bedTarget), heat.temperatures().bed());
        });
    }

    @Test
    void hearsWhatStandsBehindAnOk() {
        var accepted = (Accepted) ReplyReader.parse("ok T:104.95 /200.00 B:59.11 /60.00 @:127 B@:32");
        assertTrue(accepted.said() instanceof Heat(var heat) && heat.nozzle().target() == 200);
        var klipper = (Accepted) ReplyReader.parse("ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb");
        assertEquals(
                new Firmware(Map.of("FIRMWARE_NAME", "Klipper", "FIRMWARE_VERSION", "v0.13.0-84104bbb")),
                klipper.said());
    }

    @Test
    void readsFactsWithBlanksInThem() {
        var firmware = (Firmware) ReplyReader.parse("FIRMWARE_NAME:Marlin bugfix-2.1.x (Nov 23 2026 13:36:31)"
                + " SOURCE_CODE_URL:github.com/MarlinFirmware/Marlin PROTOCOL_VERSION:1.0 MACHINE_TYPE:Ender-3 Sim"
                + " EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff");
        assertEquals("Marlin bugfix-2.1.x (Nov 23 2026 13:36:31)", firmware.name());
        assertEquals("Ender-3 Sim", firmware.facts().get("MACHINE_TYPE"));
    }

    @Test
    void joinsAnErrorThatComesInTwoLines() {
        var reader = new ReplyReader();
        reader.read("Error:0");
        assertEquals(
                new Halted("Extruder switched off. MAXTEMP triggered !"),
                reader.read(": Extruder switched off. MAXTEMP triggered !"));
        assertEquals(new Failed("something else"), reader.read("Error:something else"));
    }
}
