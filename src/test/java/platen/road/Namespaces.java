package platen.road;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A LAN of network namespaces: the server's holds the switch, and each place is on it by a cable of its own. The test
/// has a cable to the switch, too, by which it only calls.
///
/// A cable is cut by taking its end off the switch: the place still sees a link, and nothing arrives.
final class Namespaces implements Lan {
    private static final String MARK = "platen-lan-";
    private static final Pattern OURS = Pattern.compile(MARK + "(\\d+)-.*");
    /// Kept free for tests of networks (RFC 2544).
    private static final String NET = "198.18.117.";
    private static final int TEST = 254;
    private static final int MOST_S = 20;

    private final String name = MARK + ProcessHandle.current().pid() + "-";
    private final String own = "plt" + ProcessHandle.current().pid() % 1_000_000_000;
    private final List<String> made = new ArrayList<>();

    /// Nothing where this machine does not allow it.
    static Optional<Lan> open(int places) throws IOException, InterruptedException {
        if (!tries("ip", "netns", "list")) return Optional.empty();
        sweep();
        var lan = new Namespaces();
        if (lan.make(places)) return Optional.of(lan);
        lan.close();
        return Optional.empty();
    }

    private boolean make(int places) throws IOException, InterruptedException {
        if (!namespace("server")
                || !in("server", "link", "add", "switch", "type", "bridge")
                || !in("server", "addr", "add", address() + "/24", "dev", "switch")
                || !in("server", "link", "set", "switch", "up")
                || !in("server", "link", "set", "lo", "up")
                || !tries("ip", "link", "add", own, "type", "veth", "peer", "name", "test", "netns", name + "server")
                || !plug("test")
                || !tries("ip", "addr", "add", NET + TEST + "/24", "dev", own)
                || !tries("ip", "link", "set", own, "up")) return false;
        for (int place = 0; place < places; place++) {
            var here = "place" + place;
            var lan = name + "server";
            if (!namespace(here)
                    || !in(here, "link", "add", "lan", "type", "veth", "peer", "name", here, "netns", lan)
                    || !plug(here)
                    || !in(here, "addr", "add", NET + (2 + place) + "/24", "dev", "lan")
                    || !in(here, "link", "set", "lan", "up")
                    || !in(here, "link", "set", "lo", "up")) return false;
        }
        return true;
    }

    private boolean namespace(String which) throws IOException, InterruptedException {
        if (!tries("ip", "netns", "add", name + which)) return false;
        made.add(name + which);
        return true;
    }

    private boolean plug(String cable) throws IOException, InterruptedException {
        return in("server", "link", "set", cable, "master", "switch") && in("server", "link", "set", cable, "up");
    }

    private boolean in(String which, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip", "-n", name + which));
        command.addAll(List.of(words));
        return tries(command.toArray(String[]::new));
    }

    @Override
    public List<String> server() {
        return List.of("ip", "netns", "exec", name + "server");
    }

    @Override
    public String address() {
        return NET + 1;
    }

    @Override
    public List<String> at(int place) {
        return List.of("ip", "netns", "exec", name + "place" + place);
    }

    @Override
    public URI from(int place, URI server) {
        return server;
    }

    @Override
    public void cut(int place) throws IOException, InterruptedException {
        must(in("server", "link", "set", "place" + place, "nomaster"), "cut " + place);
    }

    @Override
    public void join(int place) throws IOException, InterruptedException {
        must(in("server", "link", "set", "place" + place, "master", "switch"), "join " + place);
    }

    @Override
    public void close() {
        try {
            // With one end of a cable goes the other.
            tries("ip", "link", "del", own);
            for (var each : made.reversed()) remove(each);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What a test left that was killed.
    private static void sweep() throws IOException, InterruptedException {
        for (var line : said("ip", "netns", "list").lines().toList()) {
            var ours = OURS.matcher(line.split(" ", 2)[0]);
            if (ours.matches()
                    && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) remove(ours.group());
        }
    }

    /// With all that still runs in it, which can only be ours.
    private static void remove(String namespace) throws IOException, InterruptedException {
        for (var pid : said("ip", "netns", "pids", namespace).lines().toList())
            ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
        tries("ip", "netns", "del", namespace);
    }

    private static void must(boolean done, String what) {
        if (!done) throw new AssertionError(what);
    }

    private static boolean tries(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MOST_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            if (command.length > 0 && command[0].equals("ip")) return false;
            throw e;
        }
    }

    private static String said(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(MOST_S, TimeUnit.SECONDS);
            return text;
        }
    }
}
