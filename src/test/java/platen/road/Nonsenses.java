package platen.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import platen.road.FaultyLine.Nonsense;

/// What a host may be answered by something that is no server of ours, or is one no more.
final class Nonsenses {
    private static final int PATIENCE_MS = 40_000;
    private static final int BUFFER_BYTES = 64 << 10;
    /// Much more than an honest answer has.
    private static final int MUCH = 400;

    private Nonsenses() {}

    static List<Nonsense> all() {
        return List.of(
                said("{\"answer\":\"taken\",\"call\":{\"boot\":1,\"call\":1},\"wishes\":null}"),
                said("null"),
                said("{\"answer\":\"taken\"}"),
                noise(),
                without("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"answer\":"),
                said("{\"answer\":\"stale\",\"call\":{\"boot\":9,\"call\":9}}"),
                endless());
    }

    /// An answer that the server gave before, to another call.
    static Nonsense again(byte[] answer) {
        return caller -> caller.write(answer);
    }

    private static Nonsense said(String body) {
        return without("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    private static Nonsense without(String all) {
        return caller -> caller.write(all.getBytes(UTF_8));
    }

    private static Nonsense noise() {
        return caller -> {
            var bytes = new byte[BUFFER_BYTES];
            new Random(1).nextBytes(bytes);
            caller.write(bytes);
        };
    }

    /// As much as the caller takes; more than it has memory for, if it lets itself be told.
    private static Nonsense endless() {
        return caller -> {
            caller.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"".getBytes(UTF_8));
            var blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) 'x');
            for (int i = 0; i < MUCH; i++) caller.write(blanks);
        };
    }

    /// Sends a call that was sent before, just as it was, to a server on this machine, and hears what it says.
    static void send(byte[] call, int port) throws IOException {
        try (var line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.setSoTimeout(PATIENCE_MS);
            line.getOutputStream()
                    .write(FaultyLine.head(call)
                            .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                            .getBytes(ISO_8859_1));
            line.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
