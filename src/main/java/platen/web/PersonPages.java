package platen.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Inductions;
import platen.people.OpenSessions;
import platen.people.Passkeys;
import platen.people.Person;
import platen.people.Pins;
import platen.people.Role;
import platen.people.SecondFactor;
import platen.values.Message;
import platen.values.PersonId;

/// One who works here, as a coordinator sees them: what they may do.
final class PersonPages {
    private static final String PAGE = "/work/people/{id}";

    private final PageMaker pages;
    private final Website.Parts parts;
    private final OpenSessions sessions;
    private final SecondFactor factor;
    private final Pins pins;
    private final Passkeys passkeys;
    private final Inductions inductions;

    PersonPages(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.sessions = new OpenSessions(parts.database(), parts.clock());
        this.factor = new SecondFactor(parts.database(), parts.clock());
        this.inductions = new Inductions(parts.database(), parts.clock());
        this.pins = new Pins(parts.database(), parts.clock());
        this.passkeys = new Passkeys(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(PAGE, Access.COORDINATOR, this::show);
        routes.post(PAGE + "/rights", Access.COORDINATOR, this::setRights);
        routes.post(PAGE + "/sign-out", Access.COORDINATOR, this::endSessions);
        routes.post(PAGE + "/second-step/off", Access.COORDINATOR, this::takeFactorOff);
        routes.post(PAGE + "/pin/off", Access.COORDINATOR, this::takePinOff);
        routes.post(PAGE + "/leave", Access.COORDINATOR, this::leave);
    }

    private void show(Context ctx) {
        var person = person(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("person", person);
        model.put("sessions", sessions.of(person.id()));
        model.put("pinSet", pins.isSet(person.id()));
        model.put("pinLocked", pins.isLocked(person.id()));
        model.put("passkeys", passkeys.of(person.id()).size());
        model.put("inductions", inductions.of(person.id()));
        model.put("now", parts.clock().instant());
        model.put("factorOn", factor.isOn(person.id()));
        model.put(
                "events",
                parts.database()
                        .reading(Events.class)
                        .about(Subject.Kind.PERSON, person.id().value())
                        .reversed());
        pages.show(ctx, "person", model);
    }

    private void setRights(Context ctx) {
        var person = person(ctx);
        var form = Form.of(ctx);
        var role = form.choice("role", Role.class);
        var done = role.isPresent()
                && parts.accounts().setRights(Visit.worker(ctx), person.id(), role.get(), form.ticked("books"));
        if (done) pages.goOn(ctx, place(person), Message.of("team.rights-set", person.name()));
        else pages.goBack(ctx, place(person), Message.of("team.rights-stay"));
    }

    private void endSessions(Context ctx) {
        var person = person(ctx);
        var ended = sessions.endOthers(Visit.worker(ctx), person.id(), "");
        pages.goOn(
                ctx, place(person), Message.of(ended > 0 ? "team.signed-out-of" : "team.nothing-ended", person.name()));
    }

    private void takeFactorOff(Context ctx) {
        var person = person(ctx);
        if (!Form.of(ctx).ticked("looked")) {
            pages.goBack(ctx, place(person), Message.of("team.look-first"));
            return;
        }
        var off = factor.takeOff(Visit.worker(ctx), person.id());
        pages.goOn(ctx, place(person), Message.of(off ? "team.factor-off-of" : "team.nothing-ended", person.name()));
    }

    private void takePinOff(Context ctx) {
        var person = person(ctx);
        var off = pins.forget(Visit.worker(ctx), person.id());
        pages.goOn(ctx, place(person), Message.of(off ? "team.pin-off" : "team.nothing-ended"));
    }

    private void leave(Context ctx) {
        var left = parts.accounts().leave(Visit.worker(ctx), id(ctx));
        if (left) pages.goOn(ctx, "/work/people", Message.of("web.account-ended"));
        else pages.goBack(ctx, "/work/people", Message.of("web.account-stays"));
    }

    private static String place(Person person) {
        return "/work/people/" + person.id().value();
    }

    private Person person(Context ctx) {
        return parts.accounts().find(id(ctx)).orElseThrow(NotFoundResponse::new);
    }

    static PersonId id(Context ctx) {
        var who = ctx.pathParam("id");
        if (!who.matches("\\d{1,18}")) throw new NotFoundResponse();
        return new PersonId(Long.parseLong(who));
    }
}
