package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `docs/serial-rules.md` asks of host actions and prompts.
class SerialPromptsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//action:shutdown",
                "// action:disconnect",
                "//action:start",
                "//action:ready",
                "//action:notification Printing...",
                "//action:probe_rewipe",
                "//action:sd_inserted"
            })
    void actionsThatAreNotForUsChangeNothing(String action) {
        var dialogue = Dialogue.ready().printing("G1 X1\nG1 X2\n").play("> G1X1\n< " + action + "\n.\n< ok\n> G1X2");
        assertNull(dialogue.conversation().news());
    }

    @Test
    void pausesByTheScriptWhenThePrinterAsksItsHost() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > G1X1
            < // action:pause
            < ok
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > M114
            < X:1.00 Y:0.00 Z:0.30 E:0.00 Count X:80 Y:0 Z:120
            < ok
            > M83
            """);
    }

    @Test
    void runsNoScriptWhenThePrinterHasPausedItself() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > G1X1
            < //action:paused
            = Paused streaming.paused-by-printer
            < ok
            .
            < //action:resumed
            = Resumed
            > G1X2
            """);
    }

    @Test
    void aNewPromptVoidsTheOldButtons() {
        var dialogue = Dialogue.ready().printing("M600\n").play("""
            > M600
            < //action:prompt_begin Pause
            < //action:prompt_button Dismiss
            < //action:prompt_show
            < //action:prompt_end
            < //action:prompt_begin Paused
            < //action:prompt_button PurgeMore
            < //action:prompt_button Continue
            < //action:prompt_show
            """);
        var prompt = Objects.requireNonNull(dialogue.status().prompt());
        assertEquals(new Status.Prompt(prompt.number(), "Paused", List.of("PurgeMore", "Continue")), prompt);
        dialogue.play("! answer 1\n> M876 S1\n< //action:prompt_end");
        assertNull(dialogue.status().prompt());
    }

    @Test
    void aPressThatWasMeantForAnotherPromptPressesNothing() {
        var dialogue = Dialogue.ready().printing("M600\n").play("""
            > M600
            < //action:prompt_begin Heater timed out
            < //action:prompt_button Reheat
            < //action:prompt_show
            """);
        long before = Objects.requireNonNull(dialogue.status().prompt()).number();
        dialogue.play("""
            < //action:prompt_begin Purge more or go on?
            < //action:prompt_button Purge
            < //action:prompt_show
            """);
        long now = Objects.requireNonNull(dialogue.status().prompt()).number();
        assertNotEquals(before, now);
        dialogue.play("! answer 0 " + before + "\n= Noted streaming.prompt-gone\n.");
        dialogue.play("! answer 1 " + now + "\n= Noted streaming.prompt-gone\n.");
        dialogue.play("! answer 0 " + now + "\n> M876 S0");
    }

    @Test
    void goesOnForAPersonWhereTheFirmwareHearsUsWhileItWaits() {
        var asking = "> M600\n< echo:busy: paused for user\n= NeedsPerson [paused for user]\n";
        var hears = Dialogue.ready("EMERGENCY_PARSER").printing("M600\nG1 X1\n").play(asking);
        assertTrue(hears.status().hearsWhileWaiting());
        hears.play("! resume\n> M108\n< ok\n< ok\n> G1X1");
        var deaf = Dialogue.ready().printing("M600\nG1 X1\n").play(asking);
        assertFalse(deaf.status().hearsWhileWaiting());
        deaf.play("! resume\n.\n< ok\n> G1X1");
    }

    /// Marlin takes its prompt back for some reasons only; what it says next tells that it has gone on.
    @Test
    void aPromptVanishesWhenTheFirmwareGoesOnWhoeverAnsweredIt() {
        var asking = """
            > M600
            < //action:prompt_begin Take the part off
            < //action:prompt_button Continue
            < //action:prompt_show
            """;
        var byKnob = Dialogue.ready().printing("M600\nG1 X1\n").play(asking + """
            < echo:busy: paused for user
            = NeedsPerson [Take the part off]
            < ok
            """);
        assertNull(byKnob.status().prompt());
        assertNull(byKnob.status().waitsForPerson());
        var byUs = Dialogue.ready().printing("M600\nG1 X1\n").play(asking + "! answer 0\n> M876 S0\n< ok");
        assertNull(byUs.status().prompt());
        var waitsForNothing = Dialogue.ready().printing("M600\nG1 X1\n").play(asking + "< ok");
        assertEquals(
                "Take the part off",
                Objects.requireNonNull(waitsForNothing.status().prompt()).text());
    }
}
