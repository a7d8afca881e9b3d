package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.COORDINATOR;
import static platen.books.BookShop.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.CustomerAccounts.Written;
import platen.database.Store;
import platen.values.Money;
import platen.values.OrderId;

/// What always holds in the books, whatever is done to them in whatever order.
@ParameterizedClass
@EnumSource
class BooksLawTest {
    private static final int ACTS = 250;
    private static final Method[] METHODS = Method.values();
    private static final Pattern CHANGES = Pattern.compile(
            "\\b(update|delete\\s+from|truncate|merge\\s+into)\\s+(book_entry|book_document|book_closing)\\b");

    private final BookShop shop;
    private final Random random = new Random(20_261_126);
    private final List<OrderId> orders = new ArrayList<>();
    private long account;

    BooksLawTest(Store store) {
        shop = new BookShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void sumsHoldAfterEveryAct() {
        account = shop.accounts
                .open(new Written("Elm School", "", "", "", 30, Money.ZERO), ANN)
                .orElseThrow();
        for (int i = 0; i < 4; i++) orders.add(shop.order("2.48", "10", "17.35", "2.65"));
        for (int i = 0; i < ACTS; i++) {
            act(i);
            orders.forEach(this::checkOrder);
            checkTill();
        }
        var entries =
                orders.stream().mapToInt(id -> shop.till.entries(id).size()).sum();
        assertTrue(entries > 50, "the acts did something: " + entries);
    }

    private void act(int i) {
        var order = orders.get(random.nextInt(orders.size()));
        var amount = new Money(random.nextInt(1, 2_000));
        var method = METHODS[random.nextInt(METHODS.length)];
        var once = "act " + (random.nextInt(10) == 0 ? i - 1 : i);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> shop.till.take(order, amount, method, "", once, ANN);
            case 3 -> shop.till.refund(order, amount, method, "why", once, COORDINATOR);
            case 4, 5 -> reverse(order);
            case 6 -> shop.accounts.charge(order, account, once, ANN);
            case 7 -> {
                shop.invoices.invoice(order, ANN);
                shop.invoices.credit(order, Set.of(random.nextInt(3)), "why", once, ANN);
            }
            case 8 -> shop.accounts.pay(account, amount, method, "", once, ANN);
            default -> count(once);
        }
    }

    private void reverse(OrderId order) {
        var entries = shop.till.entries(order);
        if (entries.isEmpty()) return;
        shop.till.reverse(entries.get(random.nextInt(entries.size())).id(), "why", COORDINATOR);
    }

    private void count(String once) {
        var expected = shop.drawer.now().expected();
        var counted = new Money(Math.max(0, expected.cents() + random.nextInt(3) - 1));
        shop.drawer.close(expected, counted, Map.of(), "why", once, ANN);
    }

    private void checkOrder(OrderId id) {
        var sums = shop.till.sums(id);
        var entries = shop.till.entries(id);
        assertEquals(sums.paid(), sum(entries, true));
        assertEquals(sums.credited(), sum(entries, false));
        assertTrue(sums.paid().cents() >= 0, sums.toString());
        assertTrue(sums.credited().compareTo(sums.total()) <= 0, sums.toString());
        assertEquals(sums.due().minus(sums.paid()), sums.open().minus(sums.overpaid()));
        var reversed = new HashSet<Long>();
        for (var entry : entries) {
            if (entry.reverses() == null) continue;
            assertTrue(reversed.add(entry.reverses()), "nothing is taken back twice");
            var before = shop.till.find(entry.reverses()).orElseThrow();
            assertEquals(Money.ZERO, before.amount().plus(entry.amount()));
        }
    }

    private static Money sum(List<Entry> entries, boolean paid) {
        return entries.stream()
                .filter(entry -> (entry.method() != null) == paid)
                .map(Entry::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private void checkTill() {
        var now = shop.drawer.now();
        var since = now.entries().stream()
                .filter(entry -> entry.method() == Method.CASH)
                .map(Entry::amount)
                .reduce(Money.ZERO, Money::plus);
        assertEquals(now.expected(), now.opening().plus(since));
        var owed = shop.accounts.find(account).orElseThrow().owed();
        var month = shop.accounts.statement(account, YearMonth.of(2026, 5)).orElseThrow();
        assertEquals(owed, month.closing());
        var open = month.open().stream().map(Statement.Open::left).reduce(Money.ZERO, Money::plus);
        assertTrue(open.compareTo(owed) >= 0, "what is owed is open somewhere");
    }

    /// The statements of the whole program, and not of the tables alone: a later one could break it as well.
    @Test
    void nothingChangesOrDeletesWhatStandsInTheBooks() throws IOException {
        var found = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (CHANGES.matcher(read(source)).find()) found.add(source.toString());
            }
        }
        assertEquals(new TreeSet<>(), found);
        assertTrue(CHANGES.matcher("update book_entry set").find(), "the check sees what it looks for");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsTheAmountsOfAnOrderToTheCent() {
        var order = shop.order("2.48", "10", "17.35", "2.65");
        assertEquals(money("32.48"), shop.till.open(order));
    }
}
