package platen.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.SlicerKey;
import platen.values.Json;
import platen.web.SlicerSights.Sight;

/// The push socket: after a client has said who it is, it hears how the printer does, each half second at most.
///
/// Each client has a virtual thread of its own, so that one that reads nothing holds up nobody.
final class SlicerSocket {
    private static final Pattern SESSION = Pattern.compile("session-(\\d{1,18})-(.*)");
    private static final int MOST_CLIENTS = 200;
    private static final int LONGEST_MESSAGE = 16 << 10;
    private static final int TICK_MS = 500;
    private static final int MOST_TICKS = 120;
    /// Said again though nothing has changed, so that a client knows that we are there.
    private static final int AGAIN_AFTER_MS = 10_000;

    private final SlicerParts slicers;
    private final SlicerSights sights;
    private final SlicerSeal seal;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    SlicerSocket(SlicerParts slicers, SlicerSights sights, SlicerSeal seal) {
        this.slicers = slicers;
        this.sights = sights;
        this.seal = seal;
    }

    /// What is known of a client; its thread reads `ticks`.
    private static final class Client {
        private final WsContext socket;
        private volatile @Nullable Thread speaker;
        private volatile int ticks = 1;

        Client(WsContext socket) {
            this.socket = socket;
        }
    }

    static Map<String, Object> info() {
        var info = new LinkedHashMap<String, Object>();
        info.put("websocket", true);
        info.put("cookie_needed", false);
        info.put("origins", List.of("*:*"));
        info.put("entropy", ThreadLocalRandom.current().nextLong(1L << 32));
        return info;
    }

    /// What a login hands out for this socket.
    static String session(SlicerKey key, Opening opening) {
        return "session-" + key.id() + "-" + opening.place();
    }

    void listen(WsConfig socket) {
        socket.onConnect(this::connected);
        socket.onMessage(this::heard);
        socket.onClose(closed -> end(closed.sessionId()));
        socket.onError(failed -> end(failed.sessionId()));
    }

    private void connected(WsContext socket) {
        if (slicers.doors().at(socket.pathParam("door")).isEmpty() || clients.size() >= MOST_CLIENTS) {
            socket.closeSession();
            return;
        }
        clients.put(socket.sessionId(), new Client(socket));
        var who = new LinkedHashMap<String, @Nullable Object>();
        who.put("version", SlicerFacts.VERSION);
        who.put("display_version", SlicerFacts.VERSION);
        who.put("branch", null);
        who.put("plugin_hash", "platen");
        who.put("config_hash", "platen");
        who.put("debug", false);
        who.put("safe_mode", null);
        who.put("permissions", List.of());
        socket.send(Json.write(Map.of("connected", who)));
    }

    /// What is no JSON, an empty heartbeat say, is not minded.
    private void heard(WsMessageContext message) {
        var client = clients.get(message.sessionId());
        if (client == null || message.message().length() > LONGEST_MESSAGE) return;
        try {
            var said = Json.MAPPER.readTree(message.message());
            if (said.path("throttle").isInt())
                client.ticks = Math.clamp(said.path("throttle").asInt(), 1, MOST_TICKS);
            if (said.path("auth").isTextual())
                recognise(client, message, said.path("auth").asText());
        } catch (JsonProcessingException e) {
            // Nothing that was meant for us.
        }
    }

    /// `name:session`
    private void recognise(Client client, WsMessageContext message, String auth) {
        var opening = slicers.doors().at(message.pathParam("door"));
        var session = seal.opened(auth.substring(auth.lastIndexOf(':') + 1));
        var key = opening.flatMap(door -> session.flatMap(opened -> key(opened, door)));
        if (key.isEmpty() || opening.isEmpty()) {
            message.send(Json.write(Map.of("reauthRequired", Map.of("reason", "stale"))));
            return;
        }
        if (client.speaker != null) return;
        client.speaker = Thread.ofVirtual().name("slicer push").start(() -> speak(client, key.get(), opening.get()));
    }

    private Optional<SlicerKey> key(String session, Opening opening) {
        var said = SESSION.matcher(session);
        if (!said.matches() || !said.group(2).equals(opening.place())) return Optional.empty();
        return slicers.keyring()
                .find(Long.parseLong(said.group(1)))
                .filter(key -> key.door().equals(opening.place()));
    }

    private void speak(Client client, SlicerKey key, Opening opening) {
        try {
            var before = sights.of(opening);
            client.socket.send(Json.write(Map.of("history", current(before))));
            var saidAt = 0L;
            var said = "";
            while (client.socket.session.isOpen() && holds(key)) {
                var sight = sights.of(opening);
                for (var event : SlicerEvents.between(before, sight)) client.socket.send(Json.write(event));
                var now = Json.write(state(sight));
                if (!now.equals(said) || System.currentTimeMillis() - saidAt >= AGAIN_AFTER_MS) {
                    client.socket.send(Json.write(Map.of("current", current(sight))));
                    said = now;
                    saidAt = System.currentTimeMillis();
                }
                before = sight;
                Thread.sleep((long) TICK_MS * client.ticks);
            }
            client.socket.closeSession();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean holds(SlicerKey key) {
        return slicers.keyring().find(key.id()).isPresent();
    }

    private void end(String session) {
        var client = clients.remove(session);
        if (client == null) return;
        var speaker = client.speaker;
        if (speaker != null) speaker.interrupt();
    }

    /// What has to have changed for us to speak.
    private static Map<String, @Nullable Object> state(Sight sight) {
        var state = new LinkedHashMap<String, @Nullable Object>();
        state.put("state", SlicerSpeech.state(sight));
        state.put("job", SlicerSpeech.job(sight));
        state.put("progress", SlicerSpeech.progress(sight));
        state.put("temperatures", SlicerSpeech.temperatures(sight.live(), false));
        return state;
    }

    private static Map<String, @Nullable Object> current(Sight sight) {
        var current = new LinkedHashMap<String, @Nullable Object>();
        current.put("state", SlicerSpeech.state(sight));
        current.put("job", SlicerSpeech.job(sight));
        current.put("progress", SlicerSpeech.progress(sight));
        current.put("currentZ", sight.live() == null ? null : sight.live().heightMm());
        current.put("offsets", Map.of());
        current.put("resends", Map.of("count", 0, "transmitted", 0, "ratio", 0));
        current.put("serverTime", Instant.now().toEpochMilli() / 1_000.0);
        current.put("temps", List.of(SlicerWatch.moment(sight)));
        current.put("logs", List.of());
        current.put("messages", List.of());
        current.put("busyFiles", busy(sight.job(), sight));
        current.put("markings", List.of());
        return current;
    }

    private static List<Map<String, Object>> busy(@Nullable Job job, Sight sight) {
        if (job == null || !sight.isBusy()) return List.of();
        var upload = sight.upload();
        var path = upload == null ? job.title() : upload.path();
        return List.of(Map.of("origin", "local", "path", Objects.requireNonNull(path)));
    }
}
