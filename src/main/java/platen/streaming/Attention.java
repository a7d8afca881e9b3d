package platen.streaming;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.streaming.Status.Prompt;
import platen.values.Message;

/// What the firmware wants of a person. While it waits for one, no clock runs.
final class Attention {
    private static final int MOST_BUTTONS = 16;

    private final List<String> buttons = new ArrayList<>();
    private String question = "";
    private long number;
    private boolean shown;
    private boolean pressed;
    private @Nullable Message waits;

    /// True when this is news.
    boolean needed(String text) {
        boolean news = waits == null;
        waits = Message.of("streaming.waits-for-person", shown ? question : text);
        return news;
    }

    /// A host action about prompts; true when it is news for a person.
    boolean asked(String action, String text, long now) {
        switch (action) {
            case "prompt_begin" -> {
                buttons.clear();
                question = text;
                number = Math.max(number + 1, now); // an older one's may stand on a page that somebody still reads
                shown = false;
                pressed = false;
            }
            case "prompt_choice", "prompt_button" -> {
                if (buttons.size() < MOST_BUTTONS) buttons.add(text);
            }
            case "prompt_show" -> shown = true;
            case "prompt_end" -> {
                shown = false;
                buttons.clear();
            }
            case "filament_runout" -> {
                return needed("filament runout");
            }
            default -> {}
        }
        return false;
    }

    /// True when this prompt is shown and has the button; the firmware is to be told then.
    boolean press(long prompt, int button) {
        if (!shown || prompt != number || button < 0 || button >= buttons.size()) return false;
        pressed = true;
        return true;
    }

    void answered() {
        goesOn();
    }

    void working() {
        goesOn();
    }

    /// Not every firmware takes its prompt back once it has its answer, from us or by its own knob.
    private void goesOn() {
        if (pressed || waits != null) shown = false;
        waits = null;
    }

    void clear() {
        waits = null;
        shown = false;
        buttons.clear();
    }

    @Nullable
    Message waits() {
        return waits;
    }

    @Nullable
    Prompt prompt() {
        return shown ? new Prompt(number, question, buttons) : null;
    }
}
