package platen.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.alerts.DutyDesk;
import platen.people.OpenSessions;
import platen.people.OwnPassword;
import platen.people.Passkeys;
import platen.people.Person;
import platen.people.Pins;
import platen.people.SecondFactor;
import platen.values.Message;

/// What somebody who works here looks after for themselves: where they are signed in, the password, the second
/// step, and the PIN.
final class OwnPages {
    static final String HOME = "/work/me";
    private static final String FACTOR = HOME + "/second-step";

    private final PageMaker pages;
    private final OpenSessions sessions;
    private final SecondFactor factor;
    private final OwnPassword password;
    private final Pins pins;
    private final Passkeys passkeys;
    private final Listening listening;
    private final Website.Parts parts;

    OwnPages(PageMaker pages, Website.Parts parts, Listening listening) {
        this.listening = listening;
        this.passkeys = new Passkeys(parts.database(), parts.clock());
        this.pages = pages;
        this.parts = parts;
        this.sessions = new OpenSessions(parts.database(), parts.clock());
        this.factor = new SecondFactor(parts.database(), parts.clock());
        this.password = new OwnPassword(parts.database(), parts.clock());
        this.pins = new Pins(parts.database(), parts.clock());
    }

    void addTo(Routes routes) {
        routes.get(HOME, Access.SELF, ctx -> show(ctx, Form.empty()));
        routes.post(HOME + "/password", Access.SELF, this::setPassword);
        routes.post(HOME + "/pin", Access.SELF, this::setPin);
        routes.post(HOME + "/pin/off", Access.SELF, this::forgetPin);
        routes.post(HOME + "/sessions/{mark}/end", Access.SELF, this::end);
        routes.post(HOME + "/sessions/end-others", Access.SELF, this::endOthers);
        routes.get(FACTOR, Access.SELF, ctx -> factor(ctx, Form.empty()));
        routes.get(FACTOR + "/code.svg", Access.SELF, this::square);
        routes.post(FACTOR, Access.SELF, this::confirm);
        routes.post(FACTOR + "/codes", Access.SELF, this::renewCodes);
        routes.post(FACTOR + "/off", Access.SELF, this::takeOff);
    }

    private void show(Context ctx, Form form) {
        var person = Visit.worker(ctx);
        var model = new HashMap<String, @Nullable Object>();
        model.put("sessions", sessions.of(person.id()));
        model.put("thisOne", mark(ctx));
        model.put("factorOn", factor.isOn(person.id()));
        model.put("codesLeft", factor.codesLeft(person.id()));
        model.put("demanded", factor.isDemandedOf(person.id()));
        model.put("passwordSet", password.isSet(person));
        model.put("pinSet", pins.isSet(person.id()));
        var duty = new DutyDesk(parts.database(), parts.clock());
        model.put("reach", duty.of(person.id()));
        model.put("told", duty.lately(person.id()));
        model.put("pinLocked", pins.isLocked(person.id()));
        model.put("passkeys", passkeys.of(person.id()));
        model.put("passkeysWork", PasskeyPages.site(ctx, listening).isPresent());
        model.put("form", form);
        if (form.isFaultless()) pages.show(ctx, "me", model);
        else pages.showAgain(ctx, "me", model);
    }

    private static String mark(Context ctx) {
        var token = ctx.cookie(Gate.COOKIE);
        return token == null ? "" : OpenSessions.mark(token);
    }

    private void end(Context ctx) {
        var person = Visit.worker(ctx);
        var ended = sessions.end(person, person.id(), ctx.pathParam("mark"));
        pages.goOn(ctx, HOME, Message.of(ended ? "team.session-ended" : "team.session-over"));
    }

    private void endOthers(Context ctx) {
        var person = Visit.worker(ctx);
        var ended = sessions.endOthers(person, person.id(), mark(ctx));
        pages.goOn(ctx, HOME, Message.of("team.sessions-ended", ended));
    }

    private void setPassword(Context ctx) {
        if (!password.isSet(Visit.worker(ctx)) && isStale(ctx)) return;
        var form = Form.of(ctx);
        var wrong = password.set(Visit.worker(ctx), form.value("current"), form.value("password"), mark(ctx));
        if (wrong.isEmpty()) {
            pages.goOn(ctx, HOME, Message.of("team.password-set"));
            return;
        }
        form.wrong(wrong.get().field(), wrong.get().what());
        show(ctx, form);
    }

    /// A browser that somebody left open is no place to make a new way in.
    private boolean isStale(Context ctx) {
        var token = ctx.cookie(Gate.COOKIE);
        if (token != null && sessions.isFresh(token)) return false;
        pages.goBack(ctx, HOME, Message.of("team.not-fresh", OpenSessions.FRESH.toMinutes()));
        return true;
    }

    private void setPin(Context ctx) {
        if (isStale(ctx)) return;
        var form = Form.of(ctx);
        var wrong = pins.set(Visit.worker(ctx), form.value("pin").strip());
        if (wrong.isEmpty()) {
            pages.goOn(ctx, HOME, Message.of("team.pin-set"));
            return;
        }
        form.wrong("pin", wrong.get());
        show(ctx, form);
    }

    private void forgetPin(Context ctx) {
        var person = Visit.worker(ctx);
        pins.forget(person, person.id());
        pages.goOn(ctx, HOME, Message.of("team.pin-off"));
    }

    private void factor(Context ctx, Form form) {
        var secret = factor.settingUp(Visit.worker(ctx).id());
        var model = new HashMap<String, @Nullable Object>();
        model.put("form", form);
        model.put("secret", secret.map(OwnPages::grouped).orElse(null));
        model.put("codesLeft", factor.codesLeft(Visit.worker(ctx).id()));
        if (form.isFaultless()) pages.show(ctx, "second-step", model);
        else pages.showAgain(ctx, "second-step", model);
    }

    /// In fours, for who types it.
    private static String grouped(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private void square(Context ctx) {
        var person = Visit.worker(ctx);
        var secret = factor.settingUp(person.id());
        if (secret.isEmpty()) ctx.status(404);
        else Qr.send(ctx, SecondFactor.address(pages.shop().name(), person, secret.get()));
    }

    private void confirm(Context ctx) {
        showCodes(ctx, (person, code) -> factor.confirm(person, code));
    }

    private void renewCodes(Context ctx) {
        showCodes(ctx, (person, code) -> factor.renewCodes(person, code));
    }

    private interface Coding {
        Optional<List<String>> codes(Person person, String code);
    }

    /// The ten codes are on this page and nowhere else.
    private void showCodes(Context ctx, Coding coding) {
        var form = Form.of(ctx);
        var codes = coding.codes(Visit.worker(ctx), form.value("code"));
        if (codes.isPresent()) {
            pages.show(ctx, "recovery-codes", Map.of("codes", codes.get()));
            return;
        }
        wrongCode(ctx, form);
    }

    private void wrongCode(Context ctx, Form form) {
        var wait = factor.wait(Visit.worker(ctx).id());
        form.wrong(
                "code",
                wait.map(left -> Message.of(
                                "web.codes-wait",
                                Math.max(1, left.plusSeconds(59).toMinutes())))
                        .orElse(Message.of("web.wrong-code")));
        factor(ctx, form);
    }

    private void takeOff(Context ctx) {
        var form = Form.of(ctx);
        if (factor.takeOff(Visit.worker(ctx), form.value("code"))) {
            pages.goOn(ctx, HOME, Message.of("team.factor-off"));
            return;
        }
        wrongCode(ctx, form);
    }
}
