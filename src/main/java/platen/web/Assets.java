package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// Stylesheet, scripts and pictures. Their address holds a digest of them all, so that a browser
/// may keep them for ever and still never has an old one.
final class Assets {
    private static final String KEPT = "public, max-age=31536000, immutable";
    private static final String JARS = "META-INF/resources/webjars/";
    private static final String THREE = JARS + "three/0.181.1/";
    private static final int VERSION_DIGITS = 12;
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /// Name → content type and, for a library's file, where it is.
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("platen.css", new Kind("text/css; charset=utf-8", null)),
            Map.entry("platen.js", new Kind(SCRIPT, null)),
            Map.entry("station.js", new Kind(SCRIPT, null)),
            Map.entry("passkeys.js", new Kind(SCRIPT, null)),
            Map.entry("attention.js", new Kind(SCRIPT, null)),
            Map.entry("camera.js", new Kind(SCRIPT, null)),
            Map.entry("uploads.js", new Kind(SCRIPT, null)),
            Map.entry("looking.js", new Kind(SCRIPT, null)),
            Map.entry("layers.js", new Kind(SCRIPT, null)),
            Map.entry("viewer.js", new Kind(SCRIPT, null)),
            Map.entry("board.js", new Kind(SCRIPT, null)),
            Map.entry("printer.js", new Kind(SCRIPT, null)),
            Map.entry("uplot.js", new Kind(SCRIPT, JARS + "uplot/1.6.30/dist/uPlot.iife.min.js")),
            Map.entry("uplot.css", new Kind("text/css; charset=utf-8", JARS + "uplot/1.6.30/dist/uPlot.min.css")),
            Map.entry("three.module.min.js", new Kind(SCRIPT, THREE + "build/three.module.min.js")),
            Map.entry("three.core.min.js", new Kind(SCRIPT, THREE + "build/three.core.min.js")),
            Map.entry("orbit.js", new Kind(SCRIPT, THREE + "examples/jsm/controls/OrbitControls.js")),
            Map.entry("icon.svg", new Kind("image/svg+xml", null)),
            Map.entry("htmx.js", new Kind(SCRIPT, JARS + "htmx.org/2.0.10/dist/htmx.min.js")),
            Map.entry("sse.js", new Kind(SCRIPT, JARS + "htmx-ext-sse/2.2.2/sse.js")),
            // tus-js-client 4.3.1, as its makers built it; its licence stands in its first line.
            Map.entry("tus.js", new Kind(SCRIPT, null)));

    private final @Nullable Path folder;
    private Shelf shelf;

    /// In development `folder` is read anew for each page.
    Assets(@Nullable Path folder) {
        this.folder = folder;
        this.shelf = load(folder);
    }

    private record Kind(String type, @Nullable String resource) {}

    private static final class Asset {
        final String type;
        final byte[] plain;
        private volatile byte @Nullable [] zipped;

        Asset(String type, byte[] plain) {
            this.type = type;
            this.plain = plain;
        }

        /// Made when it is first asked for: what few pages use shall not delay the start.
        byte[] gzipped() throws IOException {
            var known = zipped;
            if (known != null) return known;
            var made = Assets.gzipped(plain);
            zipped = made;
            return made;
        }
    }

    private record Shelf(String version, Map<String, Asset> assets) {}

    String address(String name) {
        if (folder != null) shelf = load(folder);
        if (!KINDS.containsKey(name)) throw new IllegalArgumentException("no asset " + name);
        return "/assets/" + shelf.version() + "/" + name;
    }

    void addTo(Routes routes) {
        routes.get("/assets/{version}/{name}", Access.ANYONE, this::send);
    }

    private void send(Context ctx) throws IOException {
        var asset = shelf.assets().get(ctx.pathParam("name"));
        if (asset == null) throw new NotFoundResponse();
        var current = ctx.pathParam("version").equals(shelf.version());
        ctx.header("Cache-Control", current ? KEPT : "no-cache");
        ctx.header("Vary", "Accept-Encoding").contentType(asset.type).disableCompression();
        var accepted = ctx.header("Accept-Encoding");
        var gzip = accepted != null && accepted.contains("gzip");
        if (gzip) ctx.header("Content-Encoding", "gzip");
        ctx.result(gzip ? asset.gzipped() : asset.plain);
    }

    private static Shelf load(@Nullable Path folder) {
        var assets = new LinkedHashMap<String, Asset>();
        var all = Digest.sha256();
        KINDS.keySet().stream().sorted().forEach(name -> {
            var kind = KINDS.getOrDefault(name, new Kind("", null));
            try {
                var plain = read(folder, name, kind.resource());
                all.update(plain);
                assets.put(name, new Asset(kind.type(), plain));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Shelf(Digest.from(all).hex().substring(0, VERSION_DIGITS), assets);
    }

    private static byte[] read(@Nullable Path folder, String name, @Nullable String resource) throws IOException {
        if (folder != null && resource == null)
            return Files.readAllBytes(folder.resolve("assets").resolve(name));
        var path = resource == null ? "templates/assets/" + name : resource;
        try (var in = Assets.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) throw new FileNotFoundException(path);
            return named(path, in.readAllBytes());
        }
    }

    /// Modules name each other by their place beside each other: what names a package needs a list of these in the
    /// page, which its policy forbids.
    private static byte[] named(String path, byte[] script) {
        if (!path.startsWith(THREE + "examples")) return script;
        return new String(script, UTF_8)
                .replace("from 'three'", "from './three.module.min.js'")
                .getBytes(UTF_8);
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream(plain.length / 2);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
