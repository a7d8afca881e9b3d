package platen.people;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import platen.values.Message;

/// What an account must have.
final class AccountForm {
    static final int LONGEST_NAME = 80;
    static final int LONGEST_EMAIL = 200;
    static final int SHORTEST_PASSWORD = 10;
    static final int LONGEST_PASSWORD = 200;
    static final FieldProblem TAKEN = new FieldProblem("email", Message.of("people.email-taken"));
    /// Somebody, at, something with a dot. Whether mail arrives there only mail can tell.
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"',;]+@[^\\s@<>\"',;]+\\.[^\\s@<>\"',;.]+");

    private AccountForm() {}

    static List<FieldProblem> check(String name, String email, String password) {
        var problems = new ArrayList<FieldProblem>();
        if (name.isBlank()) problems.add(new FieldProblem("name", Message.of("people.name-missing")));
        if (name.length() > LONGEST_NAME)
            problems.add(new FieldProblem("name", Message.of("people.name-long", LONGEST_NAME)));
        if (email.length() > LONGEST_EMAIL
                || !EMAIL.matcher(Accounts.address(email)).matches())
            problems.add(new FieldProblem("email", Message.of("people.email-form")));
        if (password.length() < SHORTEST_PASSWORD)
            problems.add(new FieldProblem("password", Message.of("people.password-short", SHORTEST_PASSWORD)));
        if (password.length() > LONGEST_PASSWORD)
            problems.add(new FieldProblem("password", Message.of("people.password-long", LONGEST_PASSWORD)));
        return problems;
    }
}
