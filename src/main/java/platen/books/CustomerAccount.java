package platen.books;

import java.time.Instant;
import platen.values.Money;

/// An organisation that pays monthly. An exempt number is one that a person has confirmed; a limit of nothing is none.
public record CustomerAccount(
        long id,
        String name,
        String address,
        String email,
        String exemptNumber,
        int termsDays,
        Money creditLimit,
        Instant createdAt) {}
