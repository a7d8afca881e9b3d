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
    private boolean shown;
    private @Nullable Message waits;

    /// True when this is news.
    boolean needed(String text) {
        boolean news = waits == null;
        waits = Message.of("streaming.waits-for-person", shown ? question : text);
        return news;
    }

    /// A host action about prompts; true when it is news for a person.
    boolean asked(String action, String text) {
        switch (action) {
            case "prompt_begin" -> {
                buttons.clear();
                question = text;
                shown = false;
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

    void answered() {
        waits = null;
    }

    void working() {
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
        return shown ? new Prompt(question, buttons) : null;
    }
}
