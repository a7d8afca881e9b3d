package platen.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The processes of a soak, and what befalls them: killed or asked to end at random, each starts again after a while.
final class SoakCast implements AutoCloseable {
    private static final long LOOK_MS = 50;
    private static final int LONGEST_AWAY_MS = 5_000;
    private static final Duration LONGEST_END = Duration.ofSeconds(90);
    private static final int TERMINATED = 143;

    /// What can befall one of them. A printer is only ever switched off in order: its report would be lost with it.
    private enum Blow {
        KILL_SERVER,
        END_SERVER,
        KILL_HOST,
        END_HOST,
        SWITCH_OFF_PRINTER
    }

    /// One of them: `command` gives the command line of its n-th run.
    private static final class Role {
        private final String name;
        private final IntFunction<List<String>> command;
        private @Nullable Process process;
        private int runs;
        private boolean struck;
        private long awayMs;
        private long startAt;
        private long struckAt;

        private Role(String name, IntFunction<List<String>> command) {
            this.name = name;
            this.command = command;
        }

        private boolean isAlive() {
            return process != null && process.isAlive();
        }
    }

    private final Path folder;
    private final Random chance;
    private final long everyMs;
    private final SoakNotes notes;
    private final SoakRecords records;
    private final BooleanSupplier serverAnswers;
    private final Role server;
    private final List<Role> hosts = new ArrayList<>();
    private final List<Role> printers = new ArrayList<>();
    private final Thread hook = new Thread(this::killAll, "end of the soak");
    private long nextBlow = Long.MAX_VALUE;

    SoakCast(
            Path folder,
            long seed,
            Duration every,
            SoakNotes notes,
            SoakRecords records,
            BooleanSupplier serverAnswers,
            IntFunction<List<String>> server) {
        this.folder = folder;
        this.chance = new Random(seed);
        this.everyMs = every.toMillis();
        this.notes = notes;
        this.records = records;
        this.serverAnswers = serverAnswers;
        this.server = new Role("server", server);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void addHost(IntFunction<List<String>> command) {
        hosts.add(new Role("host " + (hosts.size() + 1), command));
    }

    void addPrinter(IntFunction<List<String>> command) {
        printers.add(new Role("printer " + (printers.size() + 1), command));
    }

    private List<Role> all() {
        var all = new ArrayList<>(printers);
        all.add(server);
        all.addAll(hosts);
        return all;
    }

    /// How often the n-th printer, counted from 1, was started.
    int printerRuns(int number) {
        return printers.get(number - 1).runs;
    }

    /// Keeps them running as long as `goesOn`, with or without blows.
    void play(BooleanSupplier goesOn, boolean withBlows) throws IOException, InterruptedException {
        nextBlow = withBlows ? now() + gap() : Long.MAX_VALUE;
        while (goesOn.getAsBoolean()) {
            for (var role : all()) look(role);
            if (!records.isOpen() && server.isAlive() && !server.struck && serverAnswers.getAsBoolean()) records.open();
            if (now() >= nextBlow) {
                nextBlow = now() + gap();
                strike(Blow.values()[chance.nextInt(Blow.values().length)]);
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /// SIGKILL for the server; it starts again at the next [#play].
    void killServer() {
        strike(Blow.KILL_SERVER, server, true, 0);
    }

    private long gap() {
        return everyMs / 2 + chance.nextLong(Math.max(1, everyMs));
    }

    private void look(Role role) throws IOException {
        if (role.isAlive()) {
            if (role.struck && now() - role.struckAt > LONGEST_END.toMillis()) {
                notes.broken(0, role.name + " did not end within " + LONGEST_END.toSeconds() + " s of SIGTERM");
                role.struckAt = now();
            }
            return;
        }
        if (role.process != null) {
            if (!role.struck)
                notes.broken(0, role.name + " ended by itself (code " + role.process.exitValue() + "): see its log");
            role.process = null;
            role.startAt = now() + role.awayMs;
        }
        if (now() >= role.startAt) start(role);
    }

    private void start(Role role) throws IOException {
        role.struck = false;
        role.runs++;
        if (role.runs > 1) notes.count("started again: " + role.name);
        role.process = new ProcessBuilder(role.command.apply(role.runs))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(role.name.replace(' ', '-') + ".log").toFile()))
                .start();
    }

    /// The same numbers are drawn whether the blow meets somebody or not, so that a seed repeats its choices.
    private void strike(Blow blow) {
        int which = chance.nextInt(hosts.size());
        int away = chance.nextInt(LONGEST_AWAY_MS);
        switch (blow) {
            case KILL_SERVER -> strike(blow, server, true, away);
            case END_SERVER -> strike(blow, server, false, away);
            case KILL_HOST -> strike(blow, hosts.get(which), true, away);
            case END_HOST -> strike(blow, hosts.get(which), false, away);
            case SWITCH_OFF_PRINTER -> strike(blow, printers.get(which), false, away);
        }
    }

    private void strike(Blow blow, Role role, boolean kills, int awayMs) {
        if (!role.isAlive() || role.struck || role.process == null) return;
        if (role == server) records.close();
        role.struck = true;
        role.struckAt = now();
        role.awayMs = awayMs;
        if (kills) role.process.destroyForcibly();
        else role.process.destroy();
        notes.count("blow: " + blow.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /// Ends all in order: the hosts let go of their printers, the printers write their reports.
    void endInOrder() throws InterruptedException {
        for (var role : hosts) end(role);
        for (var role : printers) end(role);
        end(server);
    }

    private void end(Role role) throws InterruptedException {
        if (role.process == null) return;
        role.process.destroy();
        if (!role.process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS))
            notes.broken(0, role.name + " did not end when it had nothing to do");
        else if (role.process.exitValue() != TERMINATED)
            notes.broken(0, role.name + " ended with code " + role.process.exitValue());
    }

    private void killAll() {
        for (var role : all()) if (role.process != null) role.process.destroyForcibly();
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It runs already.
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
