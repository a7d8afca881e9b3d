package platen.orders;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Who an order is for and how we reach them.
public record Contact(
        String name, @Nullable String email, @Nullable String phone) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.[^\\s@,;<>\"]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{6,30}");
    /// Controls, and marks that turn the direction of the text after them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    /// What a form says, cleaned; blanks count as nothing.
    public static Contact of(@Nullable String name, @Nullable String email, @Nullable String phone) {
        return new Contact(clean(name), emptyToNull(clean(email)), emptyToNull(clean(phone)));
    }

    /// What is wrong, by form field; empty when all is well.
    public Map<String, Message> problems() {
        var problems = new LinkedHashMap<String, Message>();
        if (name.isEmpty()) problems.put("name", Message.of("orders.name-missing"));
        else if (name.length() > LONGEST_NAME) problems.put("name", Message.of("orders.name-long", LONGEST_NAME));
        if (email == null && phone == null) problems.put("email", Message.of("orders.reach-missing"));
        if (email != null
                && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
            problems.put("email", Message.of("orders.email-wrong"));
        }
        if (phone != null && !PHONE.matcher(phone).matches()) problems.put("phone", Message.of("orders.phone-wrong"));
        return problems;
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
