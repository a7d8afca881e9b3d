package platen.web;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Hears nobody out who sends byte by byte: after a while a request must have come as fast as the worst line of a
/// telephone brings it. Who sends nothing at all is given up by the server itself, after half a minute.
final class Pace extends Handler.Wrapper {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final long LEAST_BYTES_A_SECOND = 250;

    /// What who reads such a request meets, as if the line had broken off.
    static final class TooSlow extends EofException {
        private static final long serialVersionUID = 1;

        private TooSlow() {
            super("it came too slowly");
        }
    }

    private final Duration grace;
    private final long leastBytesASecond;

    Pace() {
        this(GRACE, LEAST_BYTES_A_SECOND);
    }

    Pace(Duration grace, long leastBytesASecond) {
        this.grace = grace;
        this.leastBytesASecond = leastBytesASecond;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Paced(request), response, callback);
    }

    private final class Paced extends Request.Wrapper {
        private final long begin = System.nanoTime();
        private long bytes;
        private Content.@Nullable Chunk tooSlow;

        Paced(Request request) {
            super(request);
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (tooSlow != null) return tooSlow;
            var chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) return chunk;
            bytes += chunk.remaining();
            if (chunk.isLast() || isInTime()) return chunk;
            chunk.release();
            tooSlow = Content.Chunk.from(new TooSlow(), true);
            return tooSlow;
        }

        private boolean isInTime() {
            var took = Duration.ofNanos(System.nanoTime() - begin);
            return took.compareTo(grace) <= 0 || bytes >= leastBytesASecond * took.toSeconds();
        }
    }
}
