package platen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What customers read is in their words, and not in those of the shop's inside; and it is there in both languages.
/// `docs/glossary.md` has the words themselves.
class CustomerWordsTest {
    private static final Pattern INSIDE =
            Pattern.compile("\\b(hosts?|attempts?|digests?|preflight|released?|clicks?|stencils?|sync)\\b");
    private static final Pattern INSIDE_IN_SPANISH =
            Pattern.compile("\\b(anfitri[oó]n(es)?|intentos?|res[uú]menes|resumen|verificaci[oó]n previa|liberad[oa]s?"
                    + "|liberar|liberaci[oó]n|clics?|est[eé]nciles|est[eé]ncil|estarcidos?|clis[eé]s?|sincroniza\\w*"
                    + "|hosts?|digests?|stencils?|clicks?)\\b");

    /// Workers read these, in English for now. All others are for customers, too.
    private static final Set<String> WORKERS = Set.of(
            "alerts",
            "api",
            "backup",
            "devices",
            "fleet",
            "health",
            "host",
            "machines",
            "outbound",
            "printers",
            "shifts",
            "shop",
            "slicers",
            "stock",
            "streaming",
            "today",
            "upkeep",
            "webhooks");
    /// Of these only a part is for customers: what has Spanish words.
    private static final Set<String> SHARED = Set.of("books", "web");

    /// Classes of `web` that speak with customers.
    private static final List<String> CUSTOMERS = List.of(
            "AskPages",
            "ConsentPages",
            "CustomerPages",
            "CustomerSignInPages",
            "ErrorPages",
            "Form",
            "FrontPages",
            "Gate",
            "OnAccount",
            "OrderForm",
            "OrderModels",
            "OrderPages",
            "OrganisationPages",
            "PriceTable",
            "ReceivedFile",
            "SignInPages");

    /// The same in both languages.
    private static final Set<String> ALIKE =
            Set.of("order.fine-normal", "order.strong-usual", "pricing.material", "pricing.sum-finish", "units.bytes");

    private static final Path TEMPLATES = Path.of("templates");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    private static final Pattern PART = Pattern.compile("\\{% (?:include|import) \"([^\"]+)\"");
    private static final Pattern COMMANDS = Pattern.compile("\\{(%|#).*?\\1\\}", Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    /// Attributes that are read to people.
    private static final Pattern SPOKEN =
            Pattern.compile("(?:aria-label|alt|placeholder|title|data-say|data-large)=\"([^\"]*)\"");
    /// A text between quotation marks that is no name: it begins like a sentence, or has a blank.
    private static final Pattern QUOTED =
            Pattern.compile("\"(\\p{Lu}\\p{Ll}+[^\"]*|[^\"<>=]*\\p{L} \\p{L}[^\"<>=]*)\"");

    /// Names of the stylesheet, and what ties an input to the words beside it.
    private static final Pattern NAMES = Pattern.compile(
            "\\{% block (?:width|kind) %\\}[a-z-]*\\{% endblock %\\}| aria-(?:invalid|describedby)=\"[^\"]*\"");

    private static final Pattern KEY = Pattern.compile("\\bt\\(\"([a-z]+\\.[a-z0-9.-]*[a-z0-9])\"");
    private static final Pattern ARGUMENT = Pattern.compile("¤?\\{(\\d)");

    @Test
    void templatesHaveNoWordsOfTheirOwn() {
        var wrong = new TreeSet<String>();
        customersTemplates().forEach((name, text) -> {
            var shown = COMMANDS.matcher(NAMES.matcher(text).replaceAll("")).replaceAll("");
            var rest = NAMES.matcher(PRINTED.matcher(shown).replaceAll("")).replaceAll("");
            note(wrong, name, WORD, TAG.matcher(rest).replaceAll(" "));
            SPOKEN.matcher(rest).results().forEach(found -> note(wrong, name, WORD, found.group(1)));
            PRINTED.matcher(shown).results().forEach(found -> note(wrong, name, QUOTED, found.group()));
        });
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void plantedWordsAreSeen() {
        assertTrue(QUOTED.matcher("{{ field(form, \"name\", \"Your name\") }}").find());
        assertTrue(QUOTED.matcher("{{ field(form, \"name\", \"Name\") }}").find());
        assertTrue(INSIDE.matcher("the host said").find());
        assertTrue(INSIDE_IN_SPANISH.matcher("segundo intento").find());
    }

    @Test
    void templatesTakeWordsThatAreThere() {
        var wrong = new TreeSet<String>();
        templates()
                .forEach((name, text) -> KEY.matcher(text).results().forEach(found -> {
                    var key = found.group(1);
                    var bundle = key.substring(0, key.indexOf('.'));
                    if (!Files.exists(file(bundle, "")) || !words(bundle, "").containsKey(key))
                        wrong.add(name + ": " + key);
                }));
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void bothLanguagesSpeakPlainly() {
        var wrong = new TreeSet<String>();
        eachPair((_, pair) -> {
            note(wrong, pair.key, INSIDE, pair.english.toLowerCase(Locale.ROOT));
            note(wrong, pair.key, INSIDE_IN_SPANISH, pair.spanish.toLowerCase(Locale.ROOT));
        });
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void everythingIsSaidInBothLanguages() {
        var wrong = new TreeSet<String>();
        for (var bundle : customersBundles()) {
            var english = words(bundle, "").stringPropertyNames();
            var spanish = words(bundle, "_es").stringPropertyNames();
            spanish.stream().filter(key -> !english.contains(key)).forEach(key -> wrong.add(key + " has no English"));
            if (SHARED.contains(bundle)) continue;
            english.stream().filter(key -> !spanish.contains(key)).forEach(key -> wrong.add(key + " has no Spanish"));
        }
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void whatCustomersReadOfTheSharedWordsIsSaidInBothLanguages() {
        var spanish = words("web", "_es");
        var wrong = CUSTOMERS.stream()
                .flatMap(name -> texts(name).stream())
                .filter(text -> text.matches("web\\.[a-z-]*[a-z]") && !spanish.containsKey(text))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void bothLanguagesSayTheSame() {
        var wrong = new TreeSet<String>();
        eachPair((_, pair) -> {
            if (!arguments(pair.english).equals(arguments(pair.spanish))) wrong.add(pair.key + ": arguments");
            var hasWords = WORD.matcher(pair.english.replaceAll("\\{[^}]*\\}|\\b(kB|MB|GB|mm|min)\\b", ""))
                    .find();
            if (hasWords && pair.english.equals(pair.spanish) && !ALIKE.contains(pair.key))
                wrong.add(pair.key + ": not translated");
        });
        assertEquals(new TreeSet<String>(), wrong);
    }

    /// Words of one key in both languages.
    private record Pair(String key, String english, String spanish) {}

    private static void eachPair(BiConsumer<String, Pair> look) {
        for (var bundle : customersBundles()) {
            var english = words(bundle, "");
            var spanish = words(bundle, "_es");
            for (var key : spanish.stringPropertyNames()) {
                if (english.containsKey(key))
                    look.accept(bundle, new Pair(key, english.getProperty(key), spanish.getProperty(key)));
            }
        }
    }

    private static Set<String> arguments(String words) {
        return ARGUMENT.matcher(words).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void note(Set<String> wrong, String where, Pattern what, String text) {
        what.matcher(text).results().forEach(found -> wrong.add(where + ": " + found.group()));
    }

    private static List<String> customersBundles() {
        try (var files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString().replace(".properties", ""))
                    .filter(name -> !name.endsWith("_es") && !WORKERS.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The pages in a customer's frame, the frame, and all parts of them.
    private static Map<String, String> customersTemplates() {
        var all = templates();
        var ahead = new ArrayDeque<>(List.of("layouts/base", "layouts/customer"));
        all.forEach((name, text) -> {
            if (text.startsWith("{% extends \"layouts/customer\" %}")) ahead.add(name);
        });
        var found = new TreeMap<String, String>();
        while (!ahead.isEmpty()) {
            var name = ahead.remove();
            var text = all.getOrDefault(name, "");
            if (found.put(name, text) != null) continue;
            PART.matcher(text).results().forEach(part -> ahead.add(part.group(1)));
        }
        return found;
    }

    private static Map<String, String> templates() {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".peb"))
                    .collect(Collectors.toMap(CustomerWordsTest::name, CustomerWordsTest::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path template) {
        return TEMPLATES.relativize(template).toString().replace(".peb", "");
    }

    private static Path file(String bundle, String language) {
        return MESSAGES.resolve(bundle + language + ".properties");
    }

    private static Properties words(String bundle, String language) {
        var words = new Properties();
        if (!Files.exists(file(bundle, language))) return words;
        try (var in = Files.newBufferedReader(file(bundle, language))) {
            words.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<String> texts(String webClass) {
        var place = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try {
            var pool = ClassFile.of()
                    .parse(place.resolve("platen/web/" + webClass + ".class"))
                    .constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
