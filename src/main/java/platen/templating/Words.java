package platen.templating;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import platen.values.Message;

/// Makes words of messages. The key `gcode.too-hot` stands in `messages/gcode.properties`,
/// its Spanish in `messages/gcode_es.properties`.
public final class Words {
    private static final Pattern AMOUNT = Pattern.compile("¤\\{(\\d)\\}");
    private static final Pattern CHOICE = Pattern.compile("\\{(\\d),choice,");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /// Who reads English gets it on a Spanish computer, too.
    private static final ResourceBundle.Control READERS_OWN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Words() {}

    /// What `message` says in the reader's language; the key itself where no words are known.
    public static String say(Message message, Locale locale) {
        return say(message.key(), message.args(), amount -> amount, figure -> figure, new Lengths(false, locale));
    }

    /// The same as the reader likes amounts and figures written.
    public static String say(Message message, Manner manner) {
        return manner.say(message.key(), message.args());
    }

    /// The same with amounts in the shop's currency, where words write `¤{0}` and `12.50` is one, and with figures
    /// as its country writes them; [Lengths] in its units. Numbers among the arguments can choose between words:
    /// `{0,choice,1#page|1<pages}`.
    static String say(
            String key, List<?> arguments, UnaryOperator<String> money, UnaryOperator<Object> figure, Lengths lengths) {
        var locale = lengths.locale();
        try {
            var bundle = ResourceBundle.getBundle("messages." + key.split("\\.", 2)[0], locale, READERS_OWN);
            var words = lengths.inWords(bundle.getString(key), arguments, figure);
            var args = arguments.toArray();
            var amounts = AMOUNT.matcher(words);
            while (amounts.find()) {
                var at = Integer.parseInt(amounts.group(1));
                if (at < args.length) args[at] = money.apply(args[at].toString());
            }
            Arrays.setAll(args, i -> figure.apply(lengths.argument(args[i], figure)));
            CHOICE.matcher(words).results().forEach(choice -> choose(args, Integer.parseInt(choice.group(1))));
            return new MessageFormat(amounts.replaceAll("{$1}"), locale).format(args);
        } catch (MissingResourceException e) {
            return key + (arguments.isEmpty() ? "" : " " + arguments);
        }
    }

    /// Messages that were stored have their numbers as text, by which nothing can choose.
    private static void choose(Object[] args, int at) {
        if (at < args.length
                && args[at] instanceof String text
                && WHOLE.matcher(text).matches()) args[at] = Long.valueOf(text);
    }

    /// A figure with its unit.
    static String unit(String name, Object figure, Locale locale) {
        return say(Message.of("units." + name, figure), locale);
    }
}
