package platen.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import platen.database.Database;
import platen.files.FileStore;
import platen.inspection.Inspector;
import platen.orders.FileReading;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.people.Sessions;
import platen.printers.Profiles;
import platen.shop.Settings;

/// The whole site on a free port, with a real database, and a browser without a screen.
final class Site implements AutoCloseable {
    final MovableClock clock = new MovableClock();
    final Database database;
    final Website.Parts parts;
    final Accounts accounts;
    final Sessions sessions;
    final Settings settings;
    final Website website;
    private final HttpClient browser = HttpClient.newHttpClient();

    Site() throws IOException {
        this(Listening.locally(Files.createTempDirectory("platen-spool")));
    }

    Site(Listening listening) throws IOException {
        var folder = Files.createTempDirectory("platen-site");
        database = Database.sqlite(folder.resolve("platen.db"));
        var files = new FileStore(folder.resolve("files"), database, clock);
        var inspector = new Inspector(folder.resolve("work"), folder.resolve("printers"));
        parts = Website.Parts.assemble(database, files, Profiles.shipped(), new FileReading(inspector), false, clock);
        accounts = parts.accounts();
        sessions = parts.sessions();
        settings = parts.settings();
        website = Website.create(listening, parts);
        website.start();
    }

    /// The cookie of a new colleague who is signed in.
    String cookieOf(Role role) {
        var name = role.name().toLowerCase(java.util.Locale.ROOT);
        return "platen=" + sessions.begin(person(name, role)).token();
    }

    Person person(String name, Role role) {
        return accounts.openWithoutPassword(name, name + "@example.org", role);
    }

    String url(String path) {
        return "http://127.0.0.1:" + website.port() + path;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = to(path);
        if (headers.length > 0) request.headers(headers);
        return send(request.GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        var request = to(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) request.headers(headers);
        return send(request.POST(BodyPublishers.ofString(encoded(form))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        browser.close();
        website.close();
        database.close();
    }
}
