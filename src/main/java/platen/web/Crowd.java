package platen.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.concurrent.Semaphore;

/// How many are served at once. Who is one too many is told so at once, in a sentence, and asked to come again in a
/// moment; whoever is inside is served to the end. People of the shop and its printer computers have room of their own,
/// which no crowd of strangers takes from them.
final class Crowd {
    /// Besides requests under way, those who listen for changes and those who send files count.
    private static final int STRANGERS = 2_500;
    /// Each of these holds a buffer of the size of a file's piece.
    private static final int BRINGING = 1_200;
    private static final int OF_THE_SHOP = 1_000;

    private final Semaphore strangers;
    private final Semaphore bringing;
    private final Semaphore ofTheShop;

    Crowd() {
        this(STRANGERS, BRINGING, OF_THE_SHOP);
    }

    Crowd(int strangers, int bringing, int ofTheShop) {
        this.strangers = new Semaphore(strangers);
        this.bringing = new Semaphore(bringing);
        this.ofTheShop = new Semaphore(ofTheShop);
    }

    /// Lets in as many as there is room for.
    Handler guarded(Access access, Handler handler) {
        return switch (access) {
            case ANYONE, SLICER ->
                ctx -> {
                    if (bringsFiles(ctx)) within(strangers, () -> within(bringing, () -> handler.handle(ctx)));
                    else within(strangers, () -> handler.handle(ctx));
                };
            case VIEWER,
                    SELF,
                    WORKER,
                    BOOKS,
                    COORDINATOR,
                    HOST,
                    PROGRAM_SEES_FLOOR,
                    PROGRAM_RUNS_FLOOR,
                    PROGRAM_SEES_ORDERS,
                    PROGRAM_RUNS_ORDERS,
                    PROGRAM_SEES_MONEY,
                    PROGRAM_TAKES_MONEY -> ctx -> within(ofTheShop, () -> handler.handle(ctx));
        };
    }

    private static boolean bringsFiles(Context ctx) {
        return ctx.isMultipartFormData()
                || ctx.method().equals(HandlerType.PATCH)
                || ctx.method().equals(HandlerType.PUT);
    }

    private interface Serving {
        void serve() throws Exception;
    }

    private static void within(Semaphore room, Serving serving) throws Exception {
        if (!room.tryAcquire()) throw new ServiceUnavailableResponse("web.too-busy");
        try {
            serving.serve();
        } finally {
            room.release();
        }
    }
}
