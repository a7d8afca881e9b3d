package platen.printers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import platen.values.Message;

/// The printer models that are known here: those shipped, and the shop's own, which replace a shipped
/// one of the same name.
public final class Profiles {
    private static final String FOLDER = "printers";
    private static final String ENDING = ".toml";
    private static final long LONGEST_BYTES = 1 << 20;

    private final TreeMap<String, Profile> profiles = new TreeMap<>();
    private final List<Message> complaints = new ArrayList<>();

    private Profiles() {}

    /// The profiles inside this program.
    public static Profiles shipped() {
        var profiles = new Profiles();
        shippedTexts().forEach(profiles::add);
        if (!profiles.complaints.isEmpty()) {
            throw new IllegalStateException("a shipped printer profile is wrong: " + profiles.complaints);
        }
        return profiles;
    }

    /// The shipped profiles and those in a folder of the shop's own, which need not exist.
    ///
    /// A file that is wrong is left out, so that a slip in it does not stop the shop; [#complaints] tells.
    public static Profiles load(Path ownFolder) {
        var profiles = shipped();
        if (!Files.isDirectory(ownFolder)) return profiles;
        try (var files = Files.list(ownFolder)) {
            files.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(profiles::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder of printer profiles " + ownFolder, e);
        }
        return profiles;
    }

    public Optional<Profile> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /// All of them, by name.
    public List<Profile> all() {
        return List.copyOf(profiles.values());
    }

    /// What is wrong with the shop's own files: which file, which field, what.
    public List<Message> complaints() {
        return List.copyOf(complaints);
    }

    private void add(Path file) {
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                complaints.add(Message.of("printers.too-long", file.getFileName()));
            } else {
                add(nameOf(file.getFileName().toString()), Files.readString(file));
            }
        } catch (MalformedInputException _) {
            complaints.add(Message.of("printers.not-text", file.getFileName()));
        } catch (IOException e) {
            complaints.add(Message.of("printers.not-readable", file.getFileName(), e));
        }
    }

    private void add(String name, String text) {
        switch (ProfileReader.read(name, text)) {
            case ProfileReader.Outcome.Read(var profile) -> profiles.put(name, profile);
            case ProfileReader.Outcome.Wrong(var wrong) -> complaints.addAll(wrong);
        }
    }

    private static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ENDING.length());
    }

    /// Name → text. The program is a jar, or a folder of classes while it is developed.
    private static Map<String, String> shippedTexts() {
        try {
            var home = Path.of(Profiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(home) ? textsIn(home.resolve(FOLDER)) : textsInJar(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read this program's own printer profiles", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a program's own place is a path", e);
        }
    }

    private static Map<String, String> textsIn(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) texts.put(nameOf(file.getFileName().toString()), Files.readString(file));
        }
        return texts;
    }

    private static Map<String, String> textsInJar(Path jarFile) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var jar = new JarFile(jarFile.toFile())) {
            for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                var path = entry.getName();
                if (!path.startsWith(FOLDER + "/") || !path.endsWith(ENDING)) continue;
                try (var in = jar.getInputStream(entry)) {
                    texts.put(nameOf(path), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
