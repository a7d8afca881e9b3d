package platen.alerts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import platen.database.Database;
import platen.notices.Letter;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.Post;
import platen.notices.Said;
import platen.outbound.Poster;
import platen.templating.Words;
import platen.values.Language;
import platen.values.Message;

/// Takes one message to one person, by mail or as a push.
final class Messenger {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FRAME = "alerts.";

    private final Database database;
    private final Letters letters;
    private final Mailing mailing;
    private final Poster poster = new Poster(LIMIT);

    Messenger(Database database, Letters letters, Mailing mailing) {
        this.database = database;
        this.letters = letters;
        this.mailing = mailing;
    }

    /// What is to be said; `key` stays the same in every try, `urgent` rings where the other side can ring.
    record Told(String key, String title, String text, String link, boolean urgent) {}

    Post.Outcome send(OnCall to, Way way, Told told) {
        return switch (way) {
            case MAIL -> mail(to, told);
            case PUSH -> push(to.push(), told);
        };
    }

    private Post.Outcome mail(OnCall to, Told told) {
        var post = mailing.post();
        if (post.isEmpty()) return new Post.Outcome.Unreachable(mailing.status());
        var said = new Said(
                told.title(),
                told.title(),
                told.text(),
                List.of(),
                "",
                List.of(),
                say("next"),
                say("button"),
                told.link());
        var letter = database.<Letter, RuntimeException>look(
                look -> letters.letter(look, Language.ENGLISH, told.key(), to.email(), said, FRAME));
        return post.get().send(letter);
    }

    /// An address with places for title and text gets all in itself; any other gets the text, as ntfy takes it.
    private Post.Outcome push(String template, Told told) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Title", Poster.header(told.title()));
        headers.put("Click", told.link());
        if (told.urgent()) headers.put("Priority", "urgent");
        var isFilled = template.contains("{title}") || template.contains("{text}");
        var body = isFilled ? "" : told.text();
        var allowsLan = database.reading(OnCalls.class).allowsLan();
        return switch (poster.post(filled(template, told), headers, body, allowsLan)) {
            case Poster.Outcome.Taken _ -> new Post.Outcome.Accepted();
            case Poster.Outcome.Refused(var why) -> new Post.Outcome.Refused(why);
            case Poster.Outcome.Later(var why) -> new Post.Outcome.Later(why);
        };
    }

    private static String filled(String template, Told told) {
        return template.replace("{title}", encoded(told.title())).replace("{text}", encoded(told.text()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String say(String which) {
        return Words.say(Message.of("alerts." + which), Locale.US);
    }
}
