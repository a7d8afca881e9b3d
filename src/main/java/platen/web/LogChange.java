package platen.web;

import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Before and after, of an event that tells both.
public record LogChange(String before, String after) {
    static @Nullable LogChange of(Message what) {
        var key = what.key();
        var tells = key.startsWith("shop.changed-")
                || key.startsWith("people.rule-")
                || key.equals("people.role-changed")
                || key.equals("people.books-changed");
        return tells && what.args().size() == 2
                ? new LogChange(what.args().getFirst(), what.args().getLast())
                : null;
    }
}
