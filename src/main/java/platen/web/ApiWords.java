package platen.web;

import platen.shop.Settings;
import platen.templating.Words;
import platen.values.Language;
import platen.values.Message;

/// What messages say to a program: in English, with amounts and lengths as the shop writes them.
final class ApiWords {
    private final Settings settings;

    ApiWords(Settings settings) {
        this.settings = settings;
    }

    String say(Message what) {
        return Words.say(what, settings.manner(settings.shop(), Language.ENGLISH));
    }
}
