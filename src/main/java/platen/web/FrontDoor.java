package platen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// At the address for the public, nothing else of the site is there: what workers, printer computers, slicers and
/// programs ask for is answered like any page that does not exist. It stands before all that could answer, web sockets
/// too.
final class FrontDoor extends Handler.Wrapper {
    /// What begins like this is for the public; all that is added later is not, until it is named here.
    private static final Set<String> PUBLIC = Set.of(
            "account",
            "approve",
            "assets",
            "language",
            "logo",
            "lost",
            "manifest.webmanifest",
            "o",
            "open-orders",
            "order",
            "uploads");

    private static final String ATTRIBUTE = "platen.front";
    private static final String NOTHING = "/nothing-here";

    FrontDoor(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Doors.isFront(request.getConnectionMetaData().getConnector()))
            return super.handle(request, response, callback);
        request.setAttribute(ATTRIBUTE, true);
        var uri = request.getHttpURI();
        // As it was sent, and as it could be read.
        if (isPublic(uri.getPath()) && isPublic(uri.getCanonicalPath()))
            return super.handle(request, response, callback);
        var elsewhere = HttpURI.build(uri).pathQuery(NOTHING).asImmutable();
        return super.handle(Request.serveAs(request, elsewhere), response, callback);
    }

    private static boolean isPublic(@Nullable String path) {
        if (path == null) return false;
        if (path.equals("/")) return true;
        return path.startsWith("/") && PUBLIC.contains(path.substring(1).split("/", 2)[0]);
    }

    /// Whether somebody came in by this door.
    static boolean wasTakenBy(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
    }
}
