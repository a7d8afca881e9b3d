package platen.people;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import platen.values.Message;

/// What an account must have.
final class AccountForm {
    static final int LONGEST_NAME = 80;
    static final int LONGEST_EMAIL = 200;
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
        PasswordRule.problem(password, List.of(name, email))
                .ifPresent(why -> problems.add(new FieldProblem("password", why)));
        return problems;
    }
}
