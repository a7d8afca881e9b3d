package platen.people;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import platen.values.Message;

/// What a password must be, of workers and of customers: long, and not among the first that a thief tries. What letters
/// it is made of is nobody's business.
public final class PasswordRule {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 128;
    /// Earlier ones could be longer, and still open their account.
    public static final int LONGEST_EVER = 200;

    /// Of five grades, the one from which on it takes more than a hundred million tries.
    private static final int LEAST_GRADE = 3;
    /// As far as a thief's tries are reckoned: that takes long with long ones, and what is good so far is good.
    private static final int JUDGED_LETTERS = 40;

    private PasswordRule() {}

    /// The lists of what people choose, read when the first password is set.
    private static final class Lists {
        private static final Zxcvbn JUDGE = new Zxcvbn();
    }

    /// What is wrong with a new password; `known` is what everybody knows of its owner, name and address.
    public static Optional<Message> problem(String password, List<String> known) {
        var letters = password.codePointCount(0, password.length());
        if (letters < SHORTEST) return Optional.of(Message.of("people.password-short", SHORTEST));
        if (password.length() > LONGEST) return Optional.of(Message.of("people.password-long", LONGEST));
        var grade = Lists.JUDGE
                .measure(password.substring(0, Math.min(JUDGED_LETTERS, password.length())), words(known))
                .getScore();
        return grade < LEAST_GRADE ? Optional.of(Message.of("people.password-easy")) : Optional.empty();
    }

    private static List<String> words(List<String> known) {
        return known.stream()
                .flatMap(one -> List.of(one.toLowerCase(Locale.ROOT).split("[\\s@.]+", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
