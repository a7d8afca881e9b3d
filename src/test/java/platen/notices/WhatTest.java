package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import platen.templating.Words;
import platen.values.Message;

class WhatTest {
    @Test
    void allThatIsToldHasItsWordsInBothLanguages() {
        var missing = new TreeSet<String>();
        for (var what : What.values()) {
            for (var part : List.of("-subject", "-lead", "-next", "-button")) {
                var key = what.stem() + part;
                var message = Message.of(key, "K7PQ4X", "Gable", "one", "other");
                var english = Words.say(message, Locale.US);
                var spanish = Words.say(message, Locale.of("es", "US"));
                if (english.startsWith(key) || spanish.startsWith(key) || english.equals(spanish)) missing.add(key);
            }
        }
        assertEquals(new TreeSet<String>(), missing);
    }
}
