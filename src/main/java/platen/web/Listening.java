package platen.web;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where and how the site listens. `publicUrl` is what people type, where it is not the address
/// listened on; `behindProxy` says that a proxy of ours stands in front, whose `X-Forwarded-…` are
/// true. Uploads lie in `spool` while they arrive. `templates` is their folder in development;
/// otherwise they come from the jar. `localDevices` lets cameras and plugs stand at this computer itself.
public record Listening(
        String bind,
        int port,
        @Nullable URI publicUrl,
        boolean behindProxy,
        Path spool,
        @Nullable Path templates,
        boolean localDevices) {

    public Listening(
            String bind, int port, @Nullable URI publicUrl, boolean behindProxy, Path spool, @Nullable Path templates) {
        this(bind, port, publicUrl, behindProxy, spool, templates, false);
    }

    /// The site's address for who reads of it elsewhere, in a mail say; `boundPort` is the one that it listens on.
    String origin(int boundPort) {
        if (publicUrl != null) return publicUrl.toString().replaceAll("/+$", "");
        return "http://" + (bind.equals("0.0.0.0") ? "localhost" : bind) + ":" + boundPort;
    }

    /// For tests: this machine only, on a free port.
    public static Listening locally(Path spool) {
        return new Listening("127.0.0.1", 0, null, false, spool, null, true);
    }
}
