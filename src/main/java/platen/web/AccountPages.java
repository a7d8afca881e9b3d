package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.books.AccountDesk.Owing;
import platen.books.Booked;
import platen.books.CustomerAccounts.Written;
import platen.books.Method;
import platen.books.Statement;
import platen.books.printing.StatementPdf;
import platen.shop.MoneyRules;
import platen.values.Message;
import platen.values.Money;
import platen.values.Secrets;

/// The accounts of organisations that pay monthly, their statements, and the shop's rules of money.
final class AccountPages {
    private static final int LONGEST = 120;
    private static final int LONGEST_ADDRESS = 500;
    private static final int MOST_DAYS = 365;
    private static final int PERCENT = 100;

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Books books;

    AccountPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.books = Books.of(parts);
    }

    void addTo(Routes routes) {
        routes.get("/work/money/accounts", Access.BOOKS, ctx -> all(ctx, begun()));
        routes.post("/work/money/accounts", Access.BOOKS, this::open);
        routes.get("/work/money/accounts/{id}", Access.BOOKS, ctx -> show(ctx, account(ctx), known(account(ctx))));
        routes.post("/work/money/accounts/{id}", Access.BOOKS, this::change);
        routes.post("/work/money/accounts/{id}/pay", Access.BOOKS, this::pay);
        routes.get("/work/money/accounts/{id}/statement/{month}", Access.BOOKS, this::statement);
        routes.get("/work/money/accounts/{id}/statement/{month}/pdf", Access.BOOKS, this::pdf);
        routes.get("/work/money/accounts/{id}/statement/{month}/csv", Access.BOOKS, this::csv);
        routes.get(
                "/work/money/rules",
                Access.COORDINATOR,
                ctx -> rules(ctx, known(books.rules().rules())));
        routes.post("/work/money/rules", Access.COORDINATOR, this::setRules);
    }

    private void all(Context ctx, Form form) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("accounts", books.accounts().all());
        model.put("form", form);
        pages.show(ctx, "accounts", model);
    }

    private void open(Context ctx) {
        var form = Form.of(ctx);
        var written = written(form);
        if (form.isFaultless()) {
            var id = books.accounts().open(written, Visit.worker(ctx).actor());
            if (id.isPresent()) {
                pages.goOn(ctx, place(id.get()), Message.of("web.saved"));
                return;
            }
            form.wrong("name", Message.of("books.account-known"));
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        all(ctx, form);
    }

    private void change(Context ctx) {
        var account = account(ctx);
        var form = Form.of(ctx);
        var written = written(form);
        if (form.isFaultless()) {
            var id = account.account().id();
            if (books.accounts().change(id, written, Visit.worker(ctx).actor())) {
                pages.goOn(ctx, place(id), Message.of("web.saved"));
                return;
            }
            form.wrong("name", Message.of("books.account-known"));
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, account, form);
    }

    private static Written written(Form form) {
        var name = form.need("name", LONGEST);
        var address = form.lines("address", LONGEST_ADDRESS);
        var email = form.email("email", LONGEST);
        var exempt = form.may("exemptNumber", LONGEST);
        var days = form.number("termsDays", 0, MOST_DAYS);
        var limit = form.has("creditLimit") ? form.money("creditLimit") : Money.ZERO;
        return new Written(name, address, email, exempt, days, limit);
    }

    private void pay(Context ctx) {
        var account = account(ctx);
        var form = Form.of(ctx);
        var amount = form.money("amount");
        var method = form.choice("method", Method.class);
        var note = form.may("note", LONGEST);
        var once = form.need("once", LONGEST);
        if (form.isFaultless() && method.isPresent()) {
            var id = account.account().id();
            var who = Visit.worker(ctx).actor();
            switch (books.accounts().pay(id, amount, method.get(), note, once, who)) {
                case Booked.Done(var _, var receipt) -> {
                    pages.goOn(ctx, place(id), Message.of("books.did-account-pay", receipt));
                    return;
                }
                case Booked.Refused(var why) -> form.wrong("amount", why);
            }
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, account, form.over(known(account).values()));
    }

    private void show(Context ctx, Owing account, Form form) {
        var id = account.account().id();
        var now = YearMonth.from(parts.clock().instant().atZone(pages.shop().zone()));
        var model = new HashMap<String, @Nullable Object>();
        model.put("account", account.account());
        model.put("owed", account.owed());
        model.put(
                "open", books.accounts().statement(id, now).map(Statement::open).orElse(List.of()));
        model.put("months", books.accounts().months(id));
        model.put("form", form);
        model.put("once", Secrets.token());
        model.put("place", place(id));
        model.put("methods", List.of(Method.TRANSFER, Method.CHEQUE, Method.CARD, Method.CASH, Method.OTHER));
        pages.show(ctx, "account", model);
    }

    private void statement(Context ctx) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("statement", read(ctx));
        model.put("place", place(account(ctx).account().id()));
        pages.show(ctx, "statement", model);
    }

    private void pdf(Context ctx) {
        var statement = read(ctx);
        var logo = statement.shop().logo();
        var picture = PaperPages.logo(parts, logo == null ? null : logo.hex());
        PaperPages.send(ctx, StatementPdf.of(statement, picture, Locale.US), "statement-" + statement.month());
    }

    private void csv(Context ctx) {
        var statement = read(ctx);
        TillPages.send(ctx, "statement-" + statement.month(), MoneyCsv.of(statement));
    }

    private Statement read(Context ctx) {
        try {
            var month = YearMonth.parse(ctx.pathParam("month"));
            return books.accounts()
                    .statement(account(ctx).account().id(), month)
                    .orElseThrow(NotFoundResponse::new);
        } catch (DateTimeException e) {
            throw new NotFoundResponse();
        }
    }

    private void rules(Context ctx, Form form) {
        pages.show(ctx, "money-rules", Map.of("form", form));
    }

    private void setRules(Context ctx) {
        var form = Form.of(ctx);
        var start = form.choice("startRule", MoneyRules.StartRule.class);
        var percent = form.number("depositPercent", 1, PERCENT);
        var above = form.has("startAbove") ? form.money("startAbove") : Money.ZERO;
        var days = form.number("dueDays", 0, MOST_DAYS);
        var tax = form.may("taxNumber", LONGEST);
        var howToPay = form.lines("howToPay", LONGEST_ADDRESS);
        if (!form.isFaultless() || start.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            rules(ctx, form);
            return;
        }
        var rules = new MoneyRules(start.get(), percent, above, days, tax, howToPay, form.ticked("yearInNumber"));
        books.rules().set(rules, Visit.worker(ctx).actor());
        pages.goOn(ctx, "/work/money", Message.of("web.saved"));
    }

    private static Form known(MoneyRules rules) {
        var known = new HashMap<>(Map.of(
                "startRule", rules.startRule().name(),
                "depositPercent", String.valueOf(rules.depositPercent()),
                "startAbove", rules.startAbove().toString(),
                "dueDays", String.valueOf(rules.dueDays()),
                "taxNumber", rules.taxNumber(),
                "howToPay", rules.howToPay()));
        if (rules.yearInNumber()) known.put("yearInNumber", "yes");
        return Form.of(known);
    }

    private static Form begun() {
        return Form.of(Map.of("termsDays", "30"));
    }

    private static Form known(Owing owing) {
        var account = owing.account();
        return Form.of(Map.of(
                "name", account.name(),
                "address", account.address(),
                "email", account.email(),
                "exemptNumber", account.exemptNumber(),
                "termsDays", String.valueOf(account.termsDays()),
                "creditLimit",
                        account.creditLimit().cents() == 0
                                ? ""
                                : account.creditLimit().toString(),
                "amount", owing.owed().cents() > 0 ? owing.owed().toString() : ""));
    }

    private Owing account(Context ctx) {
        return Optional.of(ctx.pathParam("id"))
                .filter(id -> id.matches("\\d{1,18}"))
                .flatMap(id -> books.accounts().find(Long.parseLong(id)))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String place(long id) {
        return "/work/money/accounts/" + id;
    }
}
