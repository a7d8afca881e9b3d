package platen;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The architecture: a package uses only packages on the floors below its own, and each library
/// has a home. The table in the README says the same in words.
class FloorsTest {
    private static final List<List<String>> FLOORS = List.of(
            List.of("values"),
            List.of(
                    "printers",
                    "serial",
                    "database",
                    "templating",
                    "processes",
                    "outbound",
                    "certificates",
                    "discovery"),
            List.of("pricing", "gcode", "meshes", "documents", "protocol", "events", "sync", "files", "idempotency"),
            List.of("people", "machines", "shop", "stock", "devices", "inspection", "slicing", "uploads", "virtual"),
            List.of("orders", "upkeep", "streaming", "shifts"),
            List.of("queue", "host", "talk"),
            List.of("fleet", "books", "notices", "slicerdoor", "webhooks"),
            List.of("privacy", "customers", "alerts", "reports", "backup"),
            List.of("health"),
            List.of("web", "bench"),
            List.of("cli"));

    /// Library → the packages of ours that may know it; "" is the root package.
    private static final Map<String, List<String>> HOMES = Map.ofEntries(
            Map.entry("io.javalin..", List.of("web")),
            Map.entry("jakarta.servlet..", List.of("web")),
            Map.entry("org.eclipse.jetty..", List.of("web")),
            Map.entry("io.pebbletemplates..", List.of("templating")),
            Map.entry("com.fazecast..", List.of("serial")),
            Map.entry("com.zaxxer..", List.of("database")),
            Map.entry("org.sqlite..", List.of("database")),
            Map.entry("org.postgresql..", List.of("database")),
            Map.entry("org.flywaydb..", List.of("database")),
            Map.entry("org.apache.pdfbox..", List.of("documents", "books.printing")),
            Map.entry("org.bouncycastle..", List.of("people", "certificates")),
            Map.entry("com.webauthn4j..", List.of("people")),
            Map.entry("com.nulabinc..", List.of("people")),
            Map.entry("picocli..", List.of("cli", "")),
            Map.entry("jakarta.mail..", List.of("notices.smtp")),
            Map.entry("org.eclipse.angus..", List.of("notices.smtp")),
            Map.entry("io.nayuki..", List.of("web")),
            Map.entry("javax.jmdns..", List.of("discovery")),
            Map.entry("org.apache.hc..", List.of("outbound", "webhooks")),
            Map.entry("com.fasterxml.jackson.dataformat..", List.of("printers", "pricing", "cli")));

    /// Where the tests lie, whatever the build folder is called.
    private static final String TESTS =
            FloorsTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.contains(TESTS))
            .importPackages("platen");

    @Test
    void packagesUseOnlyTheFloorsBelow() {
        assertEquals(new TreeSet<>(), climbs(OURS));
    }

    /// Within a package: what a part may not know.
    @Test
    void partsOfAPackageKnowEachOtherOneWay() {
        checkUnknown("platen.meshes", "platen.meshes.formats");
        checkUnknown("platen.books", "platen.books.printing");
        checkUnknown("platen.documents", "platen.documents.reading");
        checkUnknown("platen.documents", "platen.documents.remaking");
        checkUnknown("platen.documents.reading", "platen.documents.remaking");
    }

    private static void checkUnknown(String to, String part) {
        noClasses()
                .that()
                .resideInAPackage(to)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(part)
                .check(OURS);
    }

    @Test
    void librariesStayInTheirHomes() {
        HOMES.forEach(FloorsTest::checkHomes);
    }

    @Test
    void plantedViolationsAreSeen() {
        var planted = new ClassFileImporter().importPackages("platen.values.planted");
        assertEquals(1, climbs(planted).size(), "a value that uses a command climbs");
        assertThrows(AssertionError.class, () -> checkHomes("picocli..", List.of("web")));
    }

    private static void checkHomes(String library, List<String> homes) {
        var allowed = homes.stream()
                .map(home -> home.isEmpty() ? "platen" : "platen." + home + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .allowEmptyShould(true)
                .check(OURS);
    }

    private static Set<String> climbs(JavaClasses classes) {
        var wrong = new TreeSet<String>();
        for (var type : classes) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var home = feature(type.getPackageName());
                var used = feature(dependency.getTargetClass().getPackageName());
                if (home.isEmpty() || used.isEmpty() || used.equals(home) || floor(used) < floor(home)) continue;
                wrong.add(home + " uses " + used + ": "
                        + dependency.getTargetClass().getName());
            }
        }
        return wrong;
    }

    /// `platen.web.pages` belongs to `web`; the root package and strangers belong to none.
    private static String feature(String packageName) {
        return packageName.startsWith("platen.") ? packageName.split("\\.", -1)[1] : "";
    }

    private static int floor(String feature) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(feature)) return i;
        }
        throw new AssertionError("package " + feature + " is on no floor: give it one here and in the README");
    }
}
