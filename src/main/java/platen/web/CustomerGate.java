package platen.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.Optional;
import platen.customers.Customer;
import platen.customers.SignIns;
import platen.customers.SigningIn.Welcome;

/// Knows which customer asks. Their cookie is not that of workers, and opens nothing of the shop's.
final class CustomerGate {
    static final String COOKIE = "platen-customer";
    static final String SIGN_IN = "/account/sign-in";
    private static final String KEY = "platen.customer";

    private final SignIns signIns;

    CustomerGate(SignIns signIns) {
        this.signIns = signIns;
    }

    /// A page for a customer who is signed in.
    interface Signed {
        void handle(Context ctx, Customer customer) throws Exception;
    }

    /// Leads everybody else to where one signs in.
    Handler only(Signed page) {
        return ctx -> {
            ctx.header("Cache-Control", "no-store");
            var customer = who(ctx);
            if (customer.isEmpty()) ctx.redirect(SIGN_IN, HttpStatus.SEE_OTHER);
            else page.handle(ctx, customer.get());
        };
    }

    /// Looked up once for a request.
    Optional<Customer> who(Context ctx) {
        Optional<Customer> known = ctx.attribute(KEY);
        if (known != null) return known;
        var token = token(ctx);
        var found = token.isEmpty() ? Optional.<Customer>empty() : signIns.whose(token);
        ctx.attribute(KEY, found);
        return found;
    }

    void enter(Context ctx, Welcome welcome) {
        var before = token(ctx);
        if (!before.isEmpty()) signIns.signOut(before);
        ctx.cookie(cookie(ctx, welcome.token(), (int) SignIns.IDLE.toSeconds()));
    }

    void leave(Context ctx) {
        var token = token(ctx);
        if (!token.isEmpty()) signIns.signOut(token);
        ctx.cookie(cookie(ctx, "", 0));
    }

    static String token(Context ctx) {
        var token = ctx.cookie(COOKIE);
        return token == null ? "" : token;
    }

    private static Cookie cookie(Context ctx, String token, int seconds) {
        return new Cookie(COOKIE, token, "/", seconds, Visit.of(ctx).secure(), true, null, SameSite.LAX);
    }
}
