import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Looks through the program of a package before it is packed: `Contents PROGRAM ARCH VERSION BOM SBOM`.
///
/// Every ELF file must be for the processor. Prints the Debian packages that they need. Writes of the bill of materials
/// BOM what is really in the package, and the run-time, to SBOM.
public final class Contents {
    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "arm64", 183);
    /// Libraries of the system, and the packages that have them in Debian 12 and 13.
    private static final Map<Pattern, String> PACKAGES = Map.of(
            Pattern.compile("ld-linux-.*|lib(c|m|dl|rt|pthread)\\.so\\.\\d"), "libc6",
            Pattern.compile("libz\\.so\\.1"), "zlib1g",
            Pattern.compile("libstdc\\+\\+\\.so\\.6"), "libstdc++6",
            Pattern.compile("libgcc_s\\.so\\.1"), "libgcc-s1",
            Pattern.compile("libfreetype\\.so\\.6"), "libfreetype6",
            Pattern.compile("libharfbuzz\\.so\\.0"), "libharfbuzz0b",
            Pattern.compile("libjpeg\\.so\\.62"), "libjpeg62-turbo",
            Pattern.compile("liblcms2\\.so\\.2"), "liblcms2-2",
            Pattern.compile("libpng16\\.so\\.16"), "libpng16-16t64 | libpng16-16");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LIBC_VERSION = Pattern.compile("GLIBC_2\\.(\\d+)");
    private static final int SECTION_DYNAMIC = 6;
    private static final int TAG_NEEDED = 1;

    private static int libcMinor;

    private Contents() {}

    public static void main(String[] args) throws IOException {
        var program = Path.of(args[0]);
        System.out.println(String.join(", ", depends(program, args[1])));
        writeBill(program, args[2], Path.of(args[3]), Path.of(args[4]));
    }

    private static Set<String> depends(Path program, String arch) throws IOException {
        var own = new HashSet<String>();
        var needed = new TreeSet<String>();
        for (var file : files(program)) {
            own.add(file.getFileName().toString());
            needed.addAll(needed(file, arch));
        }
        needed.removeAll(own);
        var packages = new TreeSet<String>();
        for (var library : needed) {
            var found = PACKAGES.entrySet().stream()
                    .filter(known -> known.getKey().matcher(library).matches())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("which package has " + library + "?"));
            packages.add(found.equals("libc6") ? "libc6 (>= 2." + libcMinor + ")" : found);
        }
        return packages;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /// The shared libraries that an ELF file of 64 bits names; none of any other file.
    private static Set<String> needed(Path file, String arch) throws IOException {
        var names = new HashSet<String>();
        try (var channel = Files.newByteChannel(file)) {
            var magic = ByteBuffer.allocate(4);
            channel.read(magic);
            if (magic.flip().remaining() < 4 || magic.getInt() != 0x7f454c46) return names;
        }
        var elf = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.getShort(18) != MACHINES.get(arch)) throw new IllegalStateException(file + " is not for " + arch);
        var versions = LIBC_VERSION.matcher(new String(elf.array(), StandardCharsets.ISO_8859_1));
        while (versions.find()) libcMinor = Math.max(libcMinor, Integer.parseInt(versions.group(1)));
        var sections = (int) elf.getLong(40);
        int size = elf.getShort(58);
        for (int number = 0; number < elf.getShort(60); number++) {
            var at = sections + number * size;
            if (elf.getInt(at + 4) != SECTION_DYNAMIC) continue;
            var texts = (int) elf.getLong(sections + elf.getInt(at + 40) * size + 24);
            var from = (int) elf.getLong(at + 24);
            for (var entry = from; entry < from + elf.getLong(at + 32); entry += 16) {
                if (elf.getLong(entry) == TAG_NEEDED) names.add(text(elf, texts + (int) elf.getLong(entry + 8)));
            }
        }
        return names;
    }

    private static String text(ByteBuffer elf, int from) {
        var end = from;
        while (elf.get(end) != 0) end++;
        return new String(elf.array(), from, end - from, StandardCharsets.US_ASCII);
    }

    private static void writeBill(Path program, String version, Path bom, Path sbom) throws IOException {
        var bill = (ObjectNode) JSON.readTree(bom.toFile());
        ((ObjectNode) bill.at("/metadata/component")).put("version", version);
        var kept = new HashSet<String>();
        var jars = new HashMap<String, String>();
        for (var jar : files(program.resolve("lib"))) jars.put(jar.getFileName().toString(), sha256(jar));
        keep(bill, "components", part -> {
            var name = part.path("name").asText() + "-" + part.path("version").asText() + ".jar";
            if (!jars.containsKey(name)) return false;
            if (!part.path("hashes").findValuesAsText("content").contains(jars.get(name)))
                throw new IllegalStateException(name + " is not the one that the bill of materials means");
            kept.add(part.path("bom-ref").asText());
            return true;
        });
        if (kept.size() != jars.size())
            throw new IllegalStateException(jars.keySet() + " are here, but the bill of materials knows " + kept);
        kept.add(bill.at("/metadata/component/bom-ref").asText());
        keep(bill, "dependencies", one -> kept.contains(one.path("ref").asText()));
        for (var one : bill.withArray("dependencies")) {
            if (one.has("dependsOn")) keep((ObjectNode) one, "dependsOn", to -> kept.contains(to.asText()));
        }
        bill.withArray("components").add(runtime(program.resolve("runtime")));
        JSON.writerWithDefaultPrettyPrinter().writeValue(sbom.toFile(), bill);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(ObjectNode parent, String field, Predicate<JsonNode> wanted) {
        var all = (ArrayNode) parent.remove(field);
        var some = parent.putArray(field);
        for (var one : all) if (wanted.test(one)) some.add(one);
    }

    /// Java's own run-time, which no list of Maven's knows.
    private static ObjectNode runtime(Path runtime) throws IOException {
        var release = new Properties();
        try (var in = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(in);
        }
        var version = release.getProperty("JAVA_VERSION").replace("\"", "");
        var part = JSON.createObjectNode();
        part.put("type", "platform").put("bom-ref", "openjdk@" + version).put("name", "openjdk").put("version", version);
        part.put("cpe", "cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*");
        part.put("description", "OpenJDK, linked with the modules " + release.getProperty("MODULES").replace("\"", ""));
        part.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return part;
    }
}
