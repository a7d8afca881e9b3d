package platen.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import platen.machines.Inductions;
import platen.machines.Machines;
import platen.people.Person;
import platen.values.Message;
import platen.values.PersonId;

/// Who was shown which machine: noted by a coordinator, or by whom a coordinator named for it.
final class InductionPages {
    private static final String PAGE = "/work/machines/inductions";
    private static final int LONGEST_NAME = 60;
    private static final String NUMBER = "\\d{1,18}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final Inductions inductions;

    InductionPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.VIEWER, this::show);
        routes.post(PAGE + "/need", Access.COORDINATOR, this::setNeed);
        routes.post(PAGE + "/give", Access.WORKER, this::give);
        routes.post(PAGE + "/withdraw", Access.WORKER, this::withdraw);
        routes.post(PAGE + "/trainer", Access.COORDINATOR, this::setTrainer);
    }

    private void show(Context ctx) {
        var visitor = Visit.of(ctx).person();
        var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        inductions.needs().forEach(need -> names.add(need.name()));
        var mine = new TreeSet<>(names);
        if (visitor != null) mine.removeIf(name -> !mayGive(visitor, name));
        var model = new HashMap<String, @Nullable Object>();
        model.put("asking", inductions.needs());
        model.put("held", inductions.all());
        model.put("trainers", inductions.trainers());
        model.put("names", names);
        model.put("mine", mine);
        model.put("now", parts.clock().instant());
        model.put("machines", parts.database().reading(Machines.class).all());
        model.put("people", parts.accounts().present());
        pages.show(ctx, "inductions", model);
    }

    private boolean mayGive(Person who, String name) {
        return who.acts() && (who.coordinates() || inductions.trains(who.id(), name));
    }

    private void setNeed(Context ctx) {
        var form = Form.of(ctx);
        var machine = Acts.machine(form).orElseThrow(NotFoundResponse::new);
        inductions.setNeed(
                machine, form.may("name", LONGEST_NAME), Visit.worker(ctx).actor());
        tell(ctx, form, "web.saved");
    }

    private void give(Context ctx) {
        var form = Form.of(ctx);
        var who = Visit.worker(ctx);
        var name = form.need("name", LONGEST_NAME);
        var person = person(form);
        var until = until(form);
        if (!form.isFaultless() || person.isEmpty()) {
            pages.goBack(ctx, PAGE, Message.of("web.induction-until"));
            return;
        }
        if (!mayGive(who, name)) throw new ForbiddenResponse();
        if (!inductions.give(person.get(), name, until, who.actor())) throw new NotFoundResponse();
        tell(ctx, form, "web.induction-given");
    }

    /// The end of the day that a form names; nothing where it names none.
    private @Nullable Instant until(Form form) {
        if (!form.has("until")) return null;
        try {
            var end = LocalDate.parse(form.value("until").strip())
                    .plusDays(1)
                    .atStartOfDay(pages.shop().zone())
                    .toInstant();
            if (end.isAfter(parts.clock().instant())) return end;
        } catch (DateTimeException e) {
            // Said below, as a day that is over is.
        }
        form.wrong("until", Message.of("web.induction-until"));
        return null;
    }

    private void withdraw(Context ctx) {
        var form = Form.of(ctx);
        var who = Visit.worker(ctx);
        var id = form.value("induction");
        var held = id.matches(NUMBER) ? inductions.find(Long.parseLong(id)) : Optional.<Inductions.Held>empty();
        if (held.isEmpty()) throw new NotFoundResponse();
        if (!mayGive(who, held.get().name())) throw new ForbiddenResponse();
        inductions.withdraw(held.get(), who.actor());
        tell(ctx, form, "web.induction-withdrawn");
    }

    private void setTrainer(Context ctx) {
        var form = Form.of(ctx);
        var person = person(form).orElseThrow(NotFoundResponse::new);
        inductions.setTrainer(
                person,
                form.need("name", LONGEST_NAME),
                !form.value("trains").equals("no"),
                Visit.worker(ctx).actor());
        tell(ctx, form, "web.saved");
    }

    private static Optional<PersonId> person(Form form) {
        var id = form.value("person");
        return id.matches(NUMBER) ? Optional.of(new PersonId(Long.parseLong(id))) : Optional.empty();
    }

    private void tell(Context ctx, Form form, String done) {
        pages.goOn(ctx, PageMaker.local(form.value("back")).orElse(PAGE), Message.of(done));
    }
}
