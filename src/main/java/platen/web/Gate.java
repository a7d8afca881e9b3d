package platen.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import platen.people.Person;
import platen.people.ProgramKey;
import platen.people.ProgramKeys;
import platen.people.Scope;
import platen.people.SecondFactor;
import platen.people.Sessions;
import platen.people.SignIn.Welcome;
import platen.people.Station;
import platen.people.Stations;

/// Stands before every handler: finds out who asks, refuses what another site made a browser send,
/// and lets in whom the route admits.
final class Gate {
    static final String COOKIE = "platen";
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String BEARER = "Bearer ";
    private static final String PROGRAM = "platen.program";
    private static final String STATION = "platen-station";
    private static final int STATION_SECONDS = (int) Duration.ofDays(365).toSeconds();
    private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final Sessions sessions;
    private final Stations stations;
    private final ProgramKeys keys;
    private final SecondFactor factor;
    private final Listening listening;
    private final Refusals refusals;
    private final AtomicBoolean hasTold = new AtomicBoolean();

    Gate(Website.Parts parts, Listening listening) {
        this.sessions = parts.sessions();
        this.stations = new Stations(parts.database(), parts.clock());
        this.keys = new ProgramKeys(parts.database(), parts.clock());
        this.factor = new SecondFactor(parts.database(), parts.clock());
        this.listening = listening;
        this.refusals = new Refusals(parts.clock());
    }

    /// Before and after every request.
    void stand(RoutesConfig routes) {
        routes.before(this::greet);
        routes.before(new Headers(listening)::add);
        routes.before(this::recognise);
        routes.beforeMatched(this::admit);
        routes.after(refusals::note);
    }

    /// For every request, whether a route is found or not: a stranger, as far as is known yet.
    void greet(Context ctx) {
        new Visit(null, address(ctx), secure(ctx), FrontDoor.wasTakenBy(ctx.req()), null).enter(ctx);
    }

    /// Refuses what another site made a browser send, and finds out who asks.
    void recognise(Context ctx) {
        if (!HARMLESS.contains(ctx.method()) && fromAnotherSite(ctx)) throw new ForbiddenResponse("web.cross-site");
        var stranger = Visit.of(ctx);
        var visitor = visitor(ctx);
        var station = visitor == null ? station(ctx) : null;
        if (station != null && isTouch(ctx)) stations.touch(station);
        var person = station == null ? visitor : stations.who(station).orElse(null);
        new Visit(person, stranger.address(), stranger.secure(), stranger.atFront(), station).enter(ctx);
    }

    /// For every route found.
    void admit(Context ctx) {
        var access = access(ctx.routeRoles());
        var scope = access.scope();
        if (scope != null) {
            admitProgram(ctx, scope);
            return;
        }
        var visitor = Visit.of(ctx).person();
        var station = Visit.of(ctx).station();
        if (access.admits(visitor) && (station == null || access != Access.SELF)) return;
        if (visitor != null) throw new ForbiddenResponse(station == null ? whyNot(visitor) : "web.not-by-pin");
        if (!ctx.method().equals(HandlerType.GET))
            throw new ForbiddenResponse(station == null ? "web.signed-out" : "web.station-first");
        var door = station == null ? "/sign-in?next=" : "/work/station?next=";
        ctx.redirect(door + URLEncoder.encode(ctx.path(), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        refusals.turnedAway(ctx);
        ctx.skipRemainingHandlers();
    }

    /// Nobody's cookie opens what is for programs, so that no other site can make a browser ask for it.
    private void admitProgram(Context ctx, Scope scope) {
        var header = ctx.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) throw new UnauthorizedResponse("web.no-key");
        var key = keys.whose(header.substring(BEARER.length()));
        if (key.isEmpty()) throw new UnauthorizedResponse("web.no-key");
        if (!key.get().covers(scope)) throw new ForbiddenResponse("web.no-key");
        ctx.attribute(PROGRAM, key.get());
    }

    /// The program that asks, on a route for programs.
    static ProgramKey program(Context ctx) {
        ProgramKey key = ctx.attribute(PROGRAM);
        if (key == null) throw new IllegalStateException("a route for programs let somebody else in");
        return key;
    }

    private String whyNot(Person visitor) {
        return factor.isDemandedOf(visitor.id()) ? "web.second-step-first" : "web.not-yours";
    }

    /// The session that this browser had before is over.
    void signIn(Context ctx, Welcome welcome) {
        var before = ctx.cookie(COOKIE);
        if (before != null && !before.isEmpty()) sessions.signOut(before);
        ctx.cookie(cookie(welcome.token(), (int) Sessions.IDLE.toSeconds(), Visit.of(ctx)));
    }

    void signOut(Context ctx) {
        var token = ctx.cookie(COOKIE);
        if (token != null) sessions.signOut(token);
        ctx.cookie(cookie("", 0, Visit.of(ctx)));
    }

    /// Makes the device that asks a station: nobody's own session is left on it.
    void openStation(Context ctx, String token) {
        signOut(ctx);
        var visit = Visit.of(ctx);
        ctx.cookie(new Cookie(STATION, token, "/", STATION_SECONDS, visit.secure(), true, null, SameSite.LAX));
    }

    static Access access(Set<RouteRole> roles) {
        if (roles.size() == 1 && roles.iterator().next() instanceof Access access) return access;
        throw new IllegalStateException("a route names one kind of access, not " + roles);
    }

    private static Cookie cookie(String token, int seconds, Visit visit) {
        return new Cookie(COOKIE, token, "/", seconds, visit.secure(), true, null, SameSite.LAX);
    }

    private @Nullable Person visitor(Context ctx) {
        var token = ctx.cookie(COOKIE);
        return token == null || token.isEmpty() ? null : sessions.whose(token).orElse(null);
    }

    private @Nullable Station station(Context ctx) {
        var token = ctx.cookie(STATION);
        return token == null || token.isEmpty() ? null : stations.find(token).orElse(null);
    }

    /// Not what a page asks for by itself.
    private static boolean isTouch(Context ctx) {
        var accept = ctx.header("Accept");
        return ctx.header("HX-Request") == null && (accept == null || !accept.contains("text/event-stream"));
    }

    private String address(Context ctx) {
        var forwarded = forwarded(ctx, "X-Forwarded-For");
        return forwarded == null ? ctx.req().getRemoteAddr() : forwarded;
    }

    /// The nearest proxy appends what it saw, in the same line or in one of its own; what stands before that
    /// anybody can write.
    private @Nullable String forwarded(Context ctx, String header) {
        var lines = Collections.list(ctx.req().getHeaders(header));
        if (lines.isEmpty() || !isProxied(ctx)) return null;
        var last = lines.getLast();
        return last.substring(last.lastIndexOf(',') + 1).strip();
    }

    /// Whether a proxy of ours asks, from where it is known to be.
    private boolean isProxied(Context ctx) {
        if (!listening.behindProxy()) return false;
        var neighbour = ctx.req().getRemoteAddr();
        if (listening.isProxy(neighbour)) return true;
        if (!hasTold.getAndSet(true))
            LOG.warn("{} says for whom it asks, and is none of the proxies that proxy-from names", neighbour);
        return false;
    }

    private boolean isAtPublicAddress(Context ctx) {
        return listening.front() == null || FrontDoor.wasTakenBy(ctx.req());
    }

    /// Whether nobody can listen on the way: by our own TLS, by a proxy's that says so, or by one that is only known to
    /// stand before us.
    private boolean secure(Context ctx) {
        if (ctx.req().isSecure() || "https".equals(forwarded(ctx, "X-Forwarded-Proto"))) return true;
        var url = listening.publicUrl();
        if (url == null || !"https".equals(url.getScheme())) return false;
        if (!isAtPublicAddress(ctx)) return false;
        if (listening.behindProxy()) return isProxied(ctx) && forwarded(ctx, "X-Forwarded-Proto") == null;
        return listening.tls() == null;
    }

    /// Browsers say where a request comes from: all by `Origin`, newer ones on safe addresses by
    /// `Sec-Fetch-Site`. What says neither is no browser, and has no cookies that it was not given.
    private boolean fromAnotherSite(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null) return !site.equals("same-origin") && !site.equals("none");
        var origin = ctx.header("Origin");
        return origin != null && !isOurs(origin, ctx);
    }

    private boolean isOurs(String origin, Context ctx) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            var url = listening.publicUrl();
            if (authority == null) return false;
            return authority.equals(ctx.header("Host")) || (url != null && authority.equals(url.getRawAuthority()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
