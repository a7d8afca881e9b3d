package platen.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import platen.people.OpenSessions;
import platen.people.Passkeys;
import platen.people.Sessions;
import platen.people.SignIn;
import platen.people.Site;
import platen.values.Message;
import platen.values.PersonId;

/// Adding passkeys and signing in with them. What is to be signed goes to the browser as WebAuthn's options in JSON;
/// the answer comes back as a form.
final class PasskeyPages {
    private static final String OWN = "/work/me/passkeys";
    private static final String SIGN_IN = "/sign-in/passkey";
    private static final int TIMEOUT_MS = 300_000;

    private final PageMaker pages;
    private final Gate gate;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final OpenSessions open;
    private final Listening listening;

    PasskeyPages(PageMaker pages, Gate gate, Website.Parts parts, Listening listening) {
        this.pages = pages;
        this.gate = gate;
        this.sessions = parts.sessions();
        this.passkeys = new Passkeys(parts.database(), parts.clock());
        this.open = new OpenSessions(parts.database(), parts.clock());
        this.listening = listening;
    }

    void addTo(Routes routes) {
        routes.post(SIGN_IN + "/question", Access.ANYONE, this::ask);
        routes.post(SIGN_IN, Access.ANYONE, this::signIn);
        routes.post(OWN + "/question", Access.SELF, this::offer);
        routes.post(OWN, Access.SELF, this::add);
        routes.post(OWN + "/{id}/remove", Access.SELF, this::remove);
        routes.post("/work/people/{id}/passkeys/off", Access.COORDINATOR, this::removeAll);
    }

    /// The site as this browser sees it; none where browsers have no passkeys: they want HTTPS and a name.
    static Optional<Site> site(Context ctx, Listening listening) {
        var url = listening.publicUrl();
        if (url != null && "https".equals(url.getScheme()) && Visit.of(ctx).secure())
            return Optional.of(new Site("https://" + url.getRawAuthority(), url.getHost()));
        var authority = Optional.ofNullable(ctx.host()).orElse("");
        var host = authority.replaceAll(":\\d+$", "");
        if (host.equals("localhost")) return Optional.of(new Site("http://" + authority, host));
        var isName = host.matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*");
        return isName && Visit.of(ctx).secure()
                ? Optional.of(new Site("https://" + authority, host))
                : Optional.empty();
    }

    private Site site(Context ctx) {
        return site(ctx, listening).orElseThrow(() -> new BadRequestResponse("web.no-passkeys-here"));
    }

    private String question(PersonId person) {
        return passkeys.question(person).orElseThrow();
    }

    private void ask(Context ctx) {
        var site = site(ctx);
        var challenge = passkeys.question(null).orElseThrow(() -> new ServiceUnavailableResponse("web.too-busy"));
        ctx.json(Map.of(
                "challenge", challenge, "rpId", site.host(), "userVerification", "required", "timeout", TIMEOUT_MS));
    }

    private void signIn(Context ctx) {
        var form = Form.of(ctx);
        if (sessions.signIn(form.value("answer"), site(ctx), Visit.place(ctx)) instanceof SignIn.Welcome welcome) {
            gate.signIn(ctx, welcome);
            var next = PageMaker.local(form.value("next")).orElse(SignInPages.home(welcome.person()));
            pages.goOn(ctx, next, Message.of("web.welcome", welcome.person().name()));
        } else pages.goBack(ctx, "/sign-in", Message.of("web.wrong-passkey"));
    }

    private void offer(Context ctx) {
        var person = Visit.worker(ctx);
        var site = site(ctx);
        ctx.json(Map.of(
                "challenge", question(person.id()),
                "rp", Map.of("id", site.host(), "name", pages.shop().name()),
                "user",
                        Map.of(
                                "id", handle(person.id()),
                                "name", person.email(),
                                "displayName", person.name()),
                "pubKeyCredParams",
                        Passkeys.ALGORITHMS.stream()
                                .map(number -> Map.of("type", "public-key", "alg", number))
                                .toList(),
                "excludeCredentials", known(person.id()),
                "authenticatorSelection", Map.of("residentKey", "required", "userVerification", "required"),
                "attestation", "none",
                "timeout", TIMEOUT_MS));
    }

    private List<Map<String, String>> known(PersonId person) {
        return passkeys.credentials(person).stream()
                .map(id -> Map.of("type", "public-key", "id", id))
                .toList();
    }

    /// What a device keeps beside the key: a number that tells nobody a name.
    private static String handle(PersonId person) {
        var bytes = ByteBuffer.allocate(Long.BYTES).putLong(person.value()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void add(Context ctx) {
        var token = ctx.cookie(Gate.COOKIE);
        if (token == null || !open.isFresh(token)) {
            pages.goBack(ctx, OwnPages.HOME, Message.of("team.not-fresh", OpenSessions.FRESH.toMinutes()));
            return;
        }
        var form = Form.of(ctx);
        var name = form.has("name") ? form.value("name") : Visit.place(ctx).browser();
        var added = passkeys.add(Visit.worker(ctx), name, form.value("answer"), site(ctx));
        var said = Message.of(added ? "team.passkey-added" : "team.passkey-not-added");
        if (added) pages.goOn(ctx, OwnPages.HOME, said);
        else pages.goBack(ctx, OwnPages.HOME, said);
    }

    private void remove(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) throw new NotFoundResponse();
        var removed = passkeys.remove(Visit.worker(ctx), Long.parseLong(id));
        pages.goOn(ctx, OwnPages.HOME, Message.of(removed ? "team.passkey-removed" : "team.nothing-ended"));
    }

    private void removeAll(Context ctx) {
        var whose = PersonPages.id(ctx);
        var removed = passkeys.removeAll(Visit.worker(ctx), whose);
        var page = "/work/people/" + whose.value();
        pages.goOn(ctx, page, Message.of(removed ? "team.passkey-removed" : "team.nothing-ended"));
    }
}
