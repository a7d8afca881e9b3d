package platen.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.virtual.FaultPlan.AtLine;
import platen.virtual.FaultPlan.AtTime;
import platen.virtual.FaultPlan.Fault;
import platen.virtual.FaultPlan.Rate;

class FaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lost-ok=0.001                      | lost-ok Rate[probability=0.001] PT0S",
                "damaged-byte=1                     | damaged-byte Rate[probability=1.0] PT0S",
                "reboot@line:500                    | reboot AtLine[number=500] PT0S",
                "unplug@time:2min                   | unplug AtTime[after=PT2M] PT0S",
                "halt@time:12                       | halt AtTime[after=PT12S] PT0S",
                "long-silence@time:12s:40s          | long-silence AtTime[after=PT12S] PT40S",
                "long-silence=0.01                  | long-silence Rate[probability=0.01] PT10S",
                "long-silence=0.01:500ms            | long-silence Rate[probability=0.01] PT0.5S",
                "unplug-and-return@line:9           | unplug-and-return AtLine[number=9] PT5S",
                "unplug-and-return@line:9:2.5s      | unplug-and-return AtLine[number=9] PT2.5S",
                "unplug-and-return@line:9:1s:reset  | unplug-and-return AtLine[number=9] PT1S reset",
                "unplug-and-return@line:9:reset     | unplug-and-return AtLine[number=9] PT5S reset",
                "runout@line:3:20s                  | runout AtLine[number=3] PT20S",
            })
    void readsOneFault(String spec, String read) {
        var faults = Faults.parse(spec, 7).faults();
        assertEquals(1, faults.size());
        assertEquals(read, shown(faults.getFirst()));
    }

    @Test
    void readsAList() {
        var plan = Faults.parse("lost-ok=0.001, reboot@line:500,reboot@line:900,bytes-per-line=2", 7);
        assertEquals(7, plan.seed());
        assertEquals(2, plan.mostPerLine());
        assertEquals(
                List.of(
                        Fault.of(FaultKind.LOST_OK, new Rate(0.001)),
                        Fault.of(FaultKind.REBOOT, new AtLine(500)),
                        Fault.of(FaultKind.REBOOT, new AtLine(900))),
                plan.faults());
    }

    @Test
    void waitsForAnAnswerWithoutALength() {
        var fault = Faults.parse("paused-for-user@time:1s", 1).faults().getFirst();
        assertEquals(
                new Fault(
                        FaultKind.PAUSED_FOR_USER, new AtTime(Duration.ofSeconds(1)), FaultPlan.UNTIL_ANSWERED, false),
                fault);
    }

    @Test
    void allMeansEachRecoverableKindThatHasNoRateOfItsOwn() {
        var faults = Faults.parse("all=0.001,lost-ok=0.5", 1).faults();
        assertEquals(FaultKind.recoverable(), faults.stream().map(Fault::kind).toList());
        for (var fault : faults) {
            double rate = fault.kind() == FaultKind.LOST_OK ? 0.5 : 0.001;
            assertEquals(new Rate(rate), fault.when());
            assertTrue(fault.kind().isRecoverable());
            assertTrue(fault.lasts().compareTo(Duration.ofMinutes(1)) <= 0, "somebody comes and answers");
        }
        assertEquals(
                new Rate(0),
                Faults.parse("all=0.1,wait=0", 1).faults().stream()
                        .filter(fault -> fault.kind() == FaultKind.WAIT)
                        .findFirst()
                        .orElseThrow()
                        .when());
        assertFalse(FaultKind.REBOOT.isRecoverable());
        assertTrue(FaultKind.PAUSED_FOR_USER.isRecoverable());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fire=1                        | item 1 \"fire=1\": unknown fault \"fire\"; known are damaged-byte, lost-byte,",
                "lost-ok=0.1,fire@line:2       | item 2 \"fire@line:2\": unknown fault \"fire\"",
                "lost-ok                       | item 1 \"lost-ok\": is no KIND=RATE, KIND@line:N or KIND@time:N",
                "lost-ok=2                     | a rate is a number from 0 to 1, not \"2\"",
                "lost-ok=-0.1                  | a rate is a number from 0 to 1, not \"-0.1\"",
                "lost-ok=NaN                   | a rate is a number from 0 to 1, not \"NaN\"",
                "lost-ok=often                 | a rate is a number from 0 to 1, not \"often\"",
                "lost-ok=                      | a rate is a number from 0 to 1, not \"\"",
                "lost-ok=0.1:5s                | lost-ok takes no time, so it has no length \":5s\"",
                "lost-ok=0.1,lost-ok=0.2       | item 2 \"lost-ok=0.2\": lost-ok has two rates",
                "reboot@page:3                 | a moment is @line:N or @time:N, not @page",
                "reboot@line:0                 | a line is a number from 1 on, not \"0\"",
                "reboot@line:ten               | a line is a number from 1 on, not \"ten\"",
                "reboot@line                   | is no KIND=RATE",
                "reboot@time:soon              | a time is a number of seconds such as 12s (or 500ms, 2min), not \"soon\"",
                "reboot@time:2000min           | a time is a day at most",
                "reboot@line:5:reset           | only unplug-and-return can have :reset",
                "long-silence@line:5:long      | a length is a number of seconds",
                "long-silence@line:5:          | ends in a \":\" after which nothing stands",
                "all@line:5                    | all takes a rate: all=0.001",
                "all=0.1,all=0.2               | all has two rates",
                "bytes-per-line=0              | bytes-per-line takes a number from 1 to 99",
                "lost-ok=0.1,                  | item 2 \"\": unknown fault \"\"",
            })
    void saysWhatIsWrongAndWhere(String spec, String complaint) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> Faults.parse(spec, 1));
        assertTrue(String.valueOf(wrong.getMessage()).contains(complaint), wrong::getMessage);
    }

    private static String shown(Fault fault) {
        return fault.kind() + " " + fault.when() + " " + fault.lasts() + (fault.resets() ? " reset" : "");
    }
}
