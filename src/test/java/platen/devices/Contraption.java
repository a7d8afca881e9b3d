package platen.devices;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// Cameras and plugs of all sorts, behind real HTTP: honest, slow, lying, huge, and sending elsewhere.
public final class Contraption implements AutoCloseable {
    public static final byte[] JPEG = drawn();

    private static final int PARTS = 400;

    private static byte[] drawn() {
        var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(Color.ORANGE);
        pen.fillRect(110, 90, 100, 80);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// What was asked for, in order.
    public final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    public Contraption() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public long askedFor(String path) {
        return asked.stream().filter(path::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/picture", "/plug/on", "/plug/off" -> send(exchange, 200, "image/jpeg", JPEG);
                case "/slow" -> hang();
                case "/lying" -> send(exchange, 200, "image/jpeg", "<script>alert(1)</script>".getBytes(ISO_8859_1));
                case "/page" -> send(exchange, 200, "text/html", JPEG);
                case "/huge" -> flood(exchange);
                case "/away" -> {
                    exchange.getResponseHeaders().set("Location", url("/picture"));
                    send(exchange, 302, "image/jpeg", JPEG);
                }
                case "/locked" -> locked(exchange);
                case "/stream" -> stream(exchange, true);
                case "/stream-without-lengths" -> stream(exchange, false);
                case "/plug/broken" -> send(exchange, 500, "text/plain", new byte[0]);
                default -> send(exchange, 404, "text/plain", new byte[0]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) exchange.getResponseBody().write(content);
    }

    private void hang() throws InterruptedException {
        closing.await();
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write(JPEG);
        var block = new byte[1 << 20];
        for (int blocks = 0; blocks < 64; blocks++) out.write(block);
    }

    private static void locked(HttpExchange exchange) throws IOException {
        var right = "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(ISO_8859_1));
        if (right.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 200, "image/jpeg", JPEG);
            return;
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
        send(exchange, 401, "text/plain", new byte[0]);
    }

    private void stream(HttpExchange exchange, boolean lengths) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=--cut");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        for (int part = 0; part < PARTS && closing.getCount() > 0; part++) {
            var length = lengths ? "Content-Length: " + JPEG.length + "\r\n" : "";
            out.write(("--cut\r\nContent-Type: image/jpeg\r\n" + length + "\r\n").getBytes(ISO_8859_1));
            out.write(JPEG);
            out.write("\r\n".getBytes(ISO_8859_1));
            out.flush();
            if (closing.await(20, TimeUnit.MILLISECONDS)) return;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        ((ExecutorService) server.getExecutor()).close();
    }
}
