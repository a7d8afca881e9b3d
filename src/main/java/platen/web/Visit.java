package platen.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import platen.people.Person;
import platen.people.Place;
import platen.people.Station;

/// Who asks, from where, whether nobody can listen on the way, whether at the address for the public alone, and at
/// which shared tablet, if at one.
record Visit(
        @Nullable Person person,
        String address,
        boolean secure,
        boolean atFront,
        @Nullable Station station) {
    private static final String KEY = "platen.visit";

    static Visit of(Context ctx) {
        Visit visit = ctx.attribute(KEY);
        if (visit == null) throw new IllegalStateException("the gate comes before the handlers");
        return visit;
    }

    void enter(Context ctx) {
        ctx.attribute(KEY, this);
    }

    /// From where, and with what.
    static Place place(Context ctx) {
        var agent = ctx.userAgent();
        return Place.of(of(ctx).address(), agent == null ? "" : agent);
    }

    /// The worker who asks, on a route that admits only workers.
    static Person worker(Context ctx) {
        var person = of(ctx).person();
        if (person == null) throw new IllegalStateException("a route for workers let somebody else in");
        return person;
    }
}
