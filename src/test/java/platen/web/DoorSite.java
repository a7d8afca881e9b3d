package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import platen.fleet.Fleet;
import platen.machines.Hosts;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.people.Person;
import platen.people.Role;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.slicerdoor.Door;
import platen.slicerdoor.Keyring.Made;
import platen.slicerdoor.Keyring.Rights;
import platen.sync.CallNumber;
import platen.sync.PrinterLive;
import platen.sync.Snapshot;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.Json;
import platen.values.MachineId;

/// A [Site] with a printer, to which clients speak byte by byte.
final class DoorSite implements AutoCloseable {
    static final Door QUEUE = new Door.OfQueue();
    private static final int PATIENCE_MS = 60_000;

    final Site site = new Site();
    final SlicerParts slicers = SlicerParts.of(site.parts);
    final Person ann = site.person("Ann", Role.WORKER);
    final HostId host;
    final MachineId ender;

    DoorSite() throws IOException {
        host = site.database.change(
                change -> change.attach(Hosts.class).add("Workbench", "0".repeat(64), site.clock.instant()));
        ender = new Register(site.database, site.clock)
                .addPrinter("Blue Ender", "ender3", new Plug(host, "/dev/ttyUSB0", null), Actor.worker("Ann"))
                .orElseThrow();
    }

    Made key(Door door) {
        return slicers.keyring().make(door, "laptop", Rights.SENDING, ann);
    }

    Made key(Door door, Rights rights) {
        return slicers.keyring().make(door, "laptop", rights, ann);
    }

    Door printer() {
        return new Door.OfMachine(ender);
    }

    List<Job> jobs() {
        return site.database.reading(Jobs.class).open();
    }

    /// Its host tells how the printer does.
    void live(PrinterLive.Activity activity) throws InterruptedException {
        var live = new PrinterLive(
                ender,
                PrinterLive.Connection.CONNECTED,
                activity,
                null,
                204.6,
                205.0,
                59.9,
                60.0,
                activity == PrinterLive.Activity.IDLE ? null : 45.7,
                10,
                3,
                0.6,
                120L,
                null,
                null);
        var call = new SyncRequest(
                SyncRequest.PROTOCOL,
                "h1",
                "start1",
                new CallNumber(1, calls++),
                null,
                0,
                1,
                List.of(),
                List.of(live),
                List.of(),
                new Snapshot(0, List.of()),
                site.clock.millis());
        assertInstanceOf(SyncAnswer.Taken.class, fleet().sync(host, call));
    }

    private int calls = 1;

    Fleet fleet() {
        return site.parts.fleet();
    }

    /// What came back: `continued` when the server first said that it wants the body.
    record Answer(int status, Map<String, String> headers, String body, boolean continued) {
        /// Empty where there is none.
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() throws IOException {
            assertEquals("application/json", headers.get("content-type"));
            return Json.MAPPER.readTree(body);
        }
    }

    /// A request as text; each `\n` of its head is sent as CR LF.
    static byte[] head(String text) {
        return text.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    Answer send(String head) throws IOException {
        return send(head(head + "\n\n"));
    }

    Answer send(byte[]... pieces) throws IOException {
        try (var socket = connect()) {
            for (var piece : pieces) socket.getOutputStream().write(piece);
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), false);
        }
    }

    /// Sends the body only when the server has said that it wants it, as `Expect: 100-continue` means it.
    Answer sendWhenAsked(byte[] head, byte[] body) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(head);
            socket.getOutputStream().flush();
            var first = read(socket.getInputStream(), false);
            if (first.status() != 100) return first;
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), true);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    static Answer read(InputStream in, boolean continued) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100 || status == 204) return new Answer(status, headers, "", continued);
        var length = headers.get("content-length");
        var body = length == null ? chunks(in) : in.readNBytes(Integer.parseInt(length));
        return new Answer(status, headers, new String(body, UTF_8), continued);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size; (size = Integer.parseInt(line(in), 16)) > 0; ) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet; (octet = in.read()) != '\n'; ) {
            if (octet < 0) throw new IOException("it ended after: " + line);
            if (octet != '\r') line.write(octet);
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() {
        site.close();
    }
}
