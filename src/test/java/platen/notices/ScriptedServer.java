package platen.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail server on a real socket that answers some commands as a test wants: `RCPT` with `550 no such user`,
/// say, or
/// `.` with nothing, hanging up instead.
final class ScriptedServer implements AutoCloseable {
    private static final String HANG_UP = "";
    private final ServerSocket socket;
    private final Map<String, String> answers;
    /// The Message-ID lines of the mails that it has heard.
    final List<String> heard = new CopyOnWriteArrayList<>();

    ScriptedServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                talk(caller);
            } catch (IOException e) {
                // It hung up; the next may call.
            }
        }
    }

    private void talk(Socket caller) throws IOException {
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8));
        say(caller, "220 here");
        var isData = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (isData && !line.equals(".")) {
                if (line.startsWith("Message-ID:")) heard.add(line);
                continue;
            }
            isData = line.equals("DATA");
            var answer = answer(line);
            if (answer.equals(HANG_UP)) return;
            say(caller, answer);
        }
    }

    private String answer(String line) {
        var command = line.split("[ :]", -1)[0];
        if (answers.containsKey(command)) return answers.get(command);
        return line.equals("DATA") ? "354 go on" : "250 fine";
    }

    private static void say(Socket caller, String text) throws IOException {
        caller.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
        caller.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
