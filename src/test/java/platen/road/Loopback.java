package platen.road;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A LAN on one machine's loopback: each place calls the server by a line of its own.
final class Loopback implements Lan {
    private final List<@Nullable FaultyLine> lines = new ArrayList<>();

    Loopback(int places) {
        for (int place = 0; place < places; place++) lines.add(null);
    }

    @Override
    public List<String> server() {
        return List.of();
    }

    @Override
    public String address() {
        return "127.0.0.1";
    }

    @Override
    public List<String> at(int place) {
        return List.of();
    }

    @Override
    public URI from(int place, URI server) throws IOException {
        var line = lines.get(place);
        if (line == null) {
            line = new FaultyLine(server.getPort(), place);
            lines.set(place, line);
        }
        return URI.create("http://127.0.0.1:" + line.port());
    }

    @Override
    public void cut(int place) {
        line(place).is(FaultyLine.Manner.CUT);
    }

    @Override
    public void join(int place) {
        line(place).is(FaultyLine.Manner.SOUND);
    }

    FaultyLine line(int place) {
        var line = lines.get(place);
        if (line == null) throw new IllegalStateException("nobody calls from place " + place);
        return line;
    }

    @Override
    public void close() {
        for (var line : lines) {
            if (line != null) line.close();
        }
    }
}
