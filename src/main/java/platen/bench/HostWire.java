package platen.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/// One kept connection of a simulated host to the server: it counts each byte, and can wait for an answer only so long.
final class HostWire implements AutoCloseable {
    private static final int LONGEST_ANSWER_MS = 60_000;
    private static final String LENGTH = "content-length:";
    private static final String PIECES = "transfer-encoding: chunked";
    private static final int HEX = 16;
    private static final String OK = "HTTP/1.1 200";

    private final int port;
    private final String key;
    private final Socket socket = new Socket();
    private final InputStream in;
    private long bytes;

    HostWire(int port, String key) throws IOException {
        this.port = port;
        this.key = key;
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_ANSWER_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// All that went over it so far, both ways, headers included.
    long bytes() {
        return bytes;
    }

    /// Sends one call, with the headers of a real host.
    void send(String body) throws IOException {
        var content = body.getBytes(UTF_8);
        var head = """
            POST /hosts/sync HTTP/1.1
            Content-Length: %d
            Host: 127.0.0.1:%d
            User-Agent: Java-http-client/25.0.3
            Authorization: Bearer %s
            Content-Type: application/json

            """.formatted(content.length, port, key).replace("\n", "\r\n");
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(ISO_8859_1));
        all.writeBytes(content);
        all.writeTo(socket.getOutputStream());
        bytes += all.size();
    }

    /// Whether an answer has begun to come within this time.
    boolean answersWithin(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        in.mark(1);
        try {
            if (in.read() < 0) throw new EOFException("the server has closed the connection");
            in.reset();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    String answer() throws IOException {
        socket.setSoTimeout(LONGEST_ANSWER_MS);
        var status = line();
        boolean inPieces = false;
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            inPieces |= name.equals(PIECES);
            if (name.startsWith(LENGTH))
                length = Integer.parseInt(name.substring(LENGTH.length()).strip());
        }
        var body = new ByteArrayOutputStream();
        if (inPieces) {
            for (int piece = Integer.parseInt(line(), HEX); piece > 0; piece = Integer.parseInt(line(), HEX)) {
                body.writeBytes(read(piece));
                line();
            }
            line();
        } else body.writeBytes(read(length));
        if (!status.startsWith(OK)) throw new IOException(status + ": " + body.toString(UTF_8));
        return body.toString(UTF_8);
    }

    private byte[] read(int length) throws IOException {
        var read = in.readNBytes(length);
        bytes += read.length;
        if (read.length < length) throw new EOFException("an answer broke off");
        return read;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) throw new EOFException("the server has closed the connection");
            bytes++;
            if (each != '\r') line.append((char) each);
        }
        bytes++;
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
