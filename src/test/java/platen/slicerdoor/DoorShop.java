package platen.slicerdoor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.gcode.binary.ProgramFile;
import platen.machines.Hosts;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.orders.Contents;
import platen.orders.Sliced;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.printers.Profiles;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.slicerdoor.Keyring.Rights;
import platen.slicerdoor.UploadDesk.Sent;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Message;

/// A shop with an Ender and a Prusa, whose workers send from their slicers.
final class DoorShop implements AutoCloseable {
    static final Actor BOB = Actor.worker("Bob");
    static final Message FOR_ANOTHER = Message.of("gcode.other-printer", "Prusa MK3S", "Ender");

    final MovableClock clock = new MovableClock();
    final Database database;
    final FileStore files;
    final Person ann;
    final Doors doors;
    final Keyring keyring;
    final UploadDesk desk;
    final UploadShelf shelf;
    final MachineId ender;
    /// For which models programs were read.
    final List<String> read = new ArrayList<>();

    DoorShop(Store store) throws IOException {
        database = store.open();
        var profiles = Profiles.shipped();
        files = new FileStore(Scratch.folder(), database, clock);
        ann = new Accounts(database, clock).openWithoutPassword("Ann", "ann@example.org", Role.WORKER);
        doors = new Doors(database, profiles);
        keyring = new Keyring(database, clock);
        desk = new UploadDesk(database, files, new Reader(), profiles, clock);
        shelf = new UploadShelf(database, clock);
        var host = database.change(change -> change.attach(Hosts.class).add("shop", "0".repeat(64), clock.instant()));
        var register = new Register(database, clock);
        ender = register.addPrinter("Ender", "ender3", new Plug(host, "/dev/a", null), BOB)
                .orElseThrow();
        var _ = register.addPrinter("Prusa", "mk3s", new Plug(host, "/dev/b", null), BOB)
                .orElseThrow();
    }

    /// What a program was sliced for stands in its first line; other tests read real ones.
    private final class Reader implements Contents.Reader {
        @Override
        public Contents.Outcome read(Path file, String name, String profile) {
            read.add(profile);
            try (var in = ProgramFile.text(file)) {
                var text = new String(in.readAllBytes(), UTF_8);
                if (text.contains("broken")) return new Contents.Outcome.Refused(Message.of("gcode.breaks-off"));
                var isOther = text.contains("for ") && !text.contains("for " + profile);
                var sliced = new Sliced("PrusaSlicer 2.9.4", "", List.of("PLA"), 0.2, 0.4, 12.5, 100, 20);
                return new Contents.Outcome.Read(new Contents.Program(
                        profile, 3_600, 12_000, isOther ? List.of(FOR_ANOTHER) : List.of(), null, sliced));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean unwrap(Path file, Path text) throws IOException {
            ProgramFile.unwrap(file, text);
            return true;
        }
    }

    SlicerKey key(Door door) {
        return keyring.make(door, "laptop", Rights.SENDING, ann).key();
    }

    Arrival send(SlicerKey key, String folder, String name, String content) throws Exception {
        return send(key, folder, name, content.getBytes(UTF_8));
    }

    Arrival send(SlicerKey key, String folder, String name, byte[] content) throws Exception {
        return desk.arrive(
                key, doors.at(key.door()).orElseThrow(), new Sent(folder, name, stored(content), content.length));
    }

    Digest stored(byte[] content) throws IOException {
        return assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream(content), 1 << 20))
                .digest();
    }

    SlicerUpload waits(Arrival arrival) {
        return assertInstanceOf(Arrival.Waits.class, arrival).upload();
    }

    Job job(SlicerUpload upload) {
        return database.reading(Jobs.class).find(upload.job()).orElseThrow();
    }

    List<Job> jobs() {
        return database.reading(Jobs.class).open();
    }

    boolean isStored(Digest file) {
        return Files.exists(files.path(file));
    }

    @Override
    public void close() {
        database.close();
    }
}
