package platen.templating;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import platen.values.Message;

/// Makes words of messages. The key `gcode.too-hot` stands in `messages/gcode.properties`,
/// its Spanish in `messages/gcode_es.properties`.
public final class Words {
    private Words() {}

    /// What `message` says in the reader's language; the key itself where no words are known.
    public static String say(Message message, Locale locale) {
        try {
            var bundle = ResourceBundle.getBundle("messages." + message.key().split("\\.", 2)[0], locale);
            return new MessageFormat(bundle.getString(message.key()), locale)
                    .format(message.args().toArray());
        } catch (MissingResourceException e) {
            return message.key() + (message.args().isEmpty() ? "" : " " + message.args());
        }
    }
}
