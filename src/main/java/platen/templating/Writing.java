package platen.templating;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.Money;

/// What templates can do beyond Pebble's own: `message | say`, `amount | money`, `time | duration`, `instant | when`,
/// `[x, y, z] | size`, `word | code`, `name | own` for a word of the price book, `asset("platen.css")`, and
/// `t("front.lead")` for the words of a page.
final class Writing extends AbstractExtension {
    /// The reader's, while a page is made. No variable, because macros do not see those of the page.
    static final ScopedValue<Manner> MANNER = ScopedValue.newInstance();

    private final UnaryOperator<String> asset;

    Writing(UnaryOperator<String> asset) {
        this.asset = asset;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.ofEntries(
                written("say", Message.class, (message, manner) -> manner.say(message.key(), message.args())),
                written("own", String.class, (word, manner) -> manner.own(word)),
                written("money", Money.class, (amount, manner) -> manner.money(amount)),
                written("duration", Duration.class, (time, manner) -> manner.duration(time)),
                written("when", Instant.class, (at, manner) -> stamped(at, manner.when(at))),
                written("day", Instant.class, (at, manner) -> stamped(at, manner.day(at))),
                written("clock", LocalTime.class, (time, manner) -> manner.clock(time)),
                written("weekday", DayOfWeek.class, (day, manner) -> manner.weekday(day)),
                written("size", List.class, (lengths, manner) -> manner.size(numbers(lengths))),
                written("grams", Number.class, (grams, manner) -> manner.grams(grams.doubleValue())),
                written("bytes", Number.class, (bytes, manner) -> manner.bytes(bytes.longValue())),
                written(
                        "seconds",
                        Number.class,
                        (time, manner) -> manner.duration(Duration.ofSeconds(time.longValue()))),
                written("tenths", Number.class, (value, manner) -> manner.number(value.doubleValue(), 1)),
                written("whole", Number.class, (value, manner) -> manner.number(value.doubleValue(), 0)),
                written("number", Number.class, (value, manner) -> manner.number(value.doubleValue(), 1)),
                written("cell", Object.class, (cell, manner) -> manner.cell(cell)),
                written("code", Object.class, (text, _) -> tagged(text, "<span class=\"code\">", "</span>")));
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("asset", new Asset(), "t", new Text(), "strong", new Strong());
    }

    private static List<Number> numbers(List<?> values) {
        return values.stream().map(Number.class::cast).toList();
    }

    private static SafeString stamped(Instant at, String text) {
        return new SafeString("<time datetime=\"" + at + "\">" + text + "</time>");
    }

    private static SafeString tagged(Object text, String open, String close) {
        return new SafeString(open + (text instanceof SafeString ? text.toString() : escaped(text.toString())) + close);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static <T> Map.Entry<String, Filter> written(
            String name, Class<T> type, BiFunction<T, Manner, Object> write) {
        return Map.entry(name, new Written<>(type, write));
    }

    /// A filter of one value. Nothing is written for nothing.
    private record Written<T>(Class<T> type, BiFunction<T, Manner, Object> write) implements Filter {
        @Override
        public @Nullable Object apply(
                @Nullable Object value,
                Map<String, Object> arguments,
                PebbleTemplate template,
                EvaluationContext context,
                int line) {
            if (value == null) return null;
            return write.apply(type.cast(value), MANNER.get());
        }

        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }
    }

    private final class Asset implements Function {
        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate template, EvaluationContext context, int line) {
            return asset.apply(String.valueOf(arguments.get("name")));
        }

        @Override
        public List<String> getArgumentNames() {
            return List.of("name");
        }
    }

    /// What stands out in a sentence. No filter, because Pebble hands those the bare text of what another one has made.
    private static final class Strong implements Function {
        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate template, EvaluationContext context, int line) {
            return tagged(arguments.getOrDefault("text", ""), "<strong>", "</strong>");
        }

        @Override
        public List<String> getArgumentNames() {
            return List.of("text");
        }
    }

    /// The words of a key, with what stands behind it in the call as arguments, each written in the reader's manner.
    /// What a filter has made for the page, like a time or a strong word, stays as it is among them.
    private static final class Text implements Function {
        /// Characters that nobody writes hold the places of what stays.
        private static final char FIRST_PLACE = '\uE000';

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate template, EvaluationContext context, int line) {
            var manner = MANNER.get();
            var made = new ArrayList<String>();
            var args = IntStream.range(1, arguments.size())
                    .mapToObj(i -> Optional.ofNullable(arguments.get(String.valueOf(i))))
                    .flatMap(Optional::stream)
                    .map(value -> value instanceof SafeString safe ? place(made, safe) : manner.written(value))
                    .toList();
            var words = manner.say(String.valueOf(arguments.get("0")), args);
            return made.isEmpty() ? words : woven(words, made);
        }

        private static String place(List<String> made, SafeString safe) {
            made.add(safe.toString());
            return String.valueOf((char) (FIRST_PLACE + made.size() - 1));
        }

        private static SafeString woven(String words, List<String> made) {
            var text = escaped(words);
            for (int i = 0; i < made.size(); i++) {
                text = text.replace(String.valueOf((char) (FIRST_PLACE + i)), made.get(i));
            }
            return new SafeString(text);
        }

        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }
    }
}
