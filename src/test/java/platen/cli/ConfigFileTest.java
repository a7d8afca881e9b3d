package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import platen.certificates.CertificateFiles;
import platen.certificates.TestCertificate;
import platen.database.Scratch;

/// The one file of settings: what may stand in it, and what is said when something else does.
class ConfigFileTest {
    private final Path data = Scratch.folder();

    ConfigFileTest() throws IOException {}

    private ConfigValues values(List<String> flags, Map<String, String> environment) {
        var args = new ArrayList<>(List.of("serve", "--data", data.toString()));
        args.addAll(flags);
        return ConfigValues.of(new CommandLine(new Platen()), args, environment);
    }

    private void write(String text) throws IOException {
        Files.writeString(data.resolve("platen.toml"), text);
    }

    private Serve serve(Map<String, String> environment, String... flags) {
        var serve = new Serve();
        var line = new CommandLine(serve);
        line.setDefaultValueProvider(values(List.of(), environment));
        line.parseArgs(flags);
        return serve;
    }

    private String complaint() {
        return values(List.of(), Map.of()).complaints().getFirst();
    }

    @Test
    void tellsAllThatIsWrongAtOnceAndWhere() throws IOException {
        write("""
                port = "eighty"
                # what follows is right
                bind = "0.0.0.0"
                smtp_url = "smtp://ann:secret@mail.example.org"
                behind-proxy = "yes"
                data = "/srv/platen"

                [tls]
                certificate = "/etc/cert.pem"
                """);
        assertEquals(
                List.of(
                        "platen.toml, line 1: port: a whole number is meant here",
                        "platen.toml, line 4: smtp_url: there is no such option; is smtp-url meant?",
                        "platen.toml, line 5: behind-proxy: true or false is meant here",
                        "platen.toml, line 6: data: the folder that this file lies in is named by --data",
                        "platen.toml, line 8: tls: there is no such option; is tls-certificate meant?"),
                values(List.of(), Map.of()).complaints());
    }

    @Test
    void tellsInWhichLineItIsNoTomlAndRepeatsNoPassword() throws IOException {
        write("port = 80\nsmtp-url = \"smtp://ann:secret@mail.example.org\nbind = \"0.0.0.0\"\n");
        assertTrue(complaint().startsWith("platen.toml, line 2: "), complaint());
        assertTrue(!complaint().contains("secret"), complaint());
        write("port = 80\nport = 81\n");
        assertTrue(complaint().startsWith("platen.toml, line ") && complaint().contains("Duplicate"), complaint());
    }

    @Test
    void aFlagComesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        write("port = 81\nbind = \"0.0.0.0\"\nproxy-from = [\"192.168.1.2\", \"192.168.1.3\"]\nlocal-devices = true\n");
        var serve = serve(Map.of("PLATEN_PORT", "82", "PLATEN_HTTPS_PORT", "83"), "--https-port", "84");
        assertEquals(82, serve.options.port);
        assertEquals(84, serve.options.tls.port);
        assertEquals("0.0.0.0", serve.options.bind);
        assertEquals(List.of("192.168.1.2", "192.168.1.3"), serve.options.proxyFrom);
        assertTrue(serve.options.localDevices);
    }

    @Test
    void printsEverySettingAndTakesWhatItPrints() throws IOException {
        var text = said(0, "config");
        for (var option : new CommandLine(new Serve()).getCommandSpec().options()) {
            var name = option.longestName().substring(2);
            if (option.hidden() || List.of("data", "help", "version").contains(name)) continue;
            assertTrue(text.contains("\n#" + name + " = "), name);
        }
        assertTrue(!text.contains("${"), text);
        assertTrue(text.lines().allMatch(line -> line.isEmpty() || line.startsWith("#")), "nothing holds by itself");
        write(text.replaceAll("(?m)^#(?=[a-z])", "").replace("\"URL\"", "\"https://shop.example\""));
        assertEquals(List.of(), values(List.of(), Map.of()).complaints());
        assertTrue(said(0, "config", "--check", "--data", data.toString()).contains("Nothing is wrong"));
        write("prot = 80\n");
        assertTrue(said(1, "config", "--check", "--data", data.toString()).contains("line 1: prot"));
    }

    private static String said(int status, String... args) {
        var out = new StringWriter();
        var line = new CommandLine(new Platen()).setOut(new PrintWriter(out));
        assertEquals(status, line.execute(args));
        return out.toString();
    }

    @Test
    void readsTheFolderHoweverItIsNamedAndForNoOtherCommand() throws IOException {
        write("prot = 80\n");
        var platen = new CommandLine(new Platen());
        assertEquals(1, complaints(platen, "serve", "--data=" + data).size());
        assertEquals(
                1, complaints(platen, "backup", "x", "--data", data.toString()).size());
        assertEquals(0, complaints(platen, "check", "x").size());
        assertEquals(0, complaints(platen).size());
        assertEquals(
                1,
                ConfigValues.of(platen, List.of("serve"), Map.of("PLATEN_DATA", data.toString()))
                        .complaints()
                        .size());
    }

    private static List<String> complaints(CommandLine platen, String... args) {
        return ConfigValues.of(platen, List.of(args), Map.of()).complaints();
    }

    @Test
    void looksAtWhatOptionsSayTogether() throws Exception {
        write("""
                port = 99999
                public-port = 8081
                public-url = "https://shop.example/path"
                tls-certificate = "/no/such/file"
                smtp-url = "http://mail"
                proxy-from = ["proxy.example"]
                """);
        var text = String.join("\n", wrong(serve(Map.of("PLATEN_MAIL_FROM", "nobody"), "--database", "jdbc:mysql:x")));
        for (var expected : List.of(
                "platen.toml, line 1: port: a port is a number",
                "platen.toml, line 2: public-port: it needs floor-url, too",
                "platen.toml, line 3: public-url: an address like https://shop.example is meant",
                "platen.toml, line 4: tls-certificate: it needs tls-key, too",
                "platen.toml, line 5: smtp-url: ",
                "platen.toml, line 6: proxy-from: a numeric address",
                "platen.toml, line 6: proxy-from: it needs behind-proxy",
                "PLATEN_MAIL_FROM: mail-from: an address is meant",
                "--database: it begins with jdbc:postgresql:")) assertTrue(text.contains(expected), expected + text);
        var files = new CertificateFiles(data.resolve("c.pem"), data.resolve("k.pem"));
        TestCertificate.make("EC", 9).write(files);
        write("tls-certificate = \"" + files.chain() + "\"\ntls-key = \"" + files.key() + "\"\n");
        assertEquals(List.of(), wrong(serve(Map.of())));
        Files.delete(files.key());
        assertTrue(wrong(serve(Map.of())).getFirst().contains("line 1: tls-certificate: there is no file"));
    }

    private List<String> wrong(Serve serve) {
        return OptionsCheck.of(serve.options, values(List.of(), Map.of("PLATEN_MAIL_FROM", "x")));
    }
}
