package platen.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.binary.BinaryFiles;

/// From a slicer into the queue: a worker makes a key, and the library by which PrusaSlicer sends (libcurl, as curl)
/// sends a real program the way PrusaSlicer does; the floor sees it.
class SlicerRoadIT {
    private static final String BOUNDARY = "------------------------b2f7c8d91e04a365";

    @TempDir
    private Path folder;

    @Test
    void goesFromASlicerIntoTheQueue() throws Exception {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.atDesk();
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            press(worker, "Sign in");
            worker.navigate(shop + "/work/slicers");
            worker.getByLabel("Name of the key").fill("laptop by the window");
            press(worker, "Make the key");
            var address = worker.getByLabel("Address").first().inputValue();
            var key = worker.getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                    .inputValue();
            assertEquals(shop + "/p/queue", address);
            Browser.picture(worker, "slicers");
            sendAsPrusaSlicer(address, key);
            sendByteForByte(address, key);
            sendAsPrusaLink(address, worker.locator(".wants .number").last().innerText(), key);
            sendBinary(address, key);
            refuse(address, key);
            worker.navigate(shop + "/work");
            worker.getByText("To be printed first, says").first().waitFor();
            assertTrue(worker.getByText("from PrusaSlicer 2.5.0").count() >= 3);
            Browser.picture(worker, "queue-sliced");
            worker.navigate(shop + "/work/slicers");
            worker.getByText("two cubes.gcode").first().waitFor();
            Browser.picture(worker, "slicers-sent");
        }
    }

    private void sendAsPrusaSlicer(String address, String key) throws Exception {
        var file = Samples.of(folder, "cube.gcode");
        var answer = curl(
                "-A",
                "PrusaSlicer/2.9.4",
                "-H",
                "X-Api-Key: " + key,
                "-F",
                "print=false",
                "-F",
                "path=from PrusaSlicer",
                "-F",
                "file=@" + file + ";type=application/octet-stream;filename=one cube.gcode",
                address + "/api/files/local");
        assertTrue(answer.startsWith("201 "), answer);
    }

    /// The very bytes: fields in PrusaSlicer's order, text parts without a type, its boundary, its headers.
    private void sendByteForByte(String address, String key) throws Exception {
        var gcode = Files.readString(Samples.of(folder, "cube.gcode")) + "; another\n";
        var form = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"print\"\r\n\r\ntrue\r\n"
                + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"path\"\r\n\r\n\r\n"
                + "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"two cubes.gcode\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + gcode + "\r\n--" + BOUNDARY + "--\r\n";
        var recorded = Files.write(folder.resolve("recorded"), form.getBytes(UTF_8));
        var answer = curl(
                "-A",
                "PrusaSlicer/2.9.4",
                "-H",
                "X-Api-Key: " + key,
                "-H",
                "Expect: 100-continue",
                "-H",
                "Content-Type: multipart/form-data; boundary=" + BOUNDARY,
                "--data-binary",
                "@" + recorded,
                address + "/api/files/local");
        assertTrue(answer.startsWith("201 ") && answer.contains("\"effectivePrint\":false"), answer);
    }

    /// libcurl's own digest: the first try is empty, the second has the file.
    private void sendAsPrusaLink(String address, String login, String key) throws Exception {
        var gcode = Files.readString(Samples.of(folder, "cube.gcode")) + "; by digest\n";
        var file = Files.writeString(folder.resolve("digest.gcode"), gcode);
        var answer = curl(
                "--digest",
                "-u",
                login + ":" + key,
                "-A",
                "PrusaSlicer/2.9.4",
                "-H",
                "Content-Type: text/x.gcode",
                "-H",
                "Overwrite: ?1",
                "-T",
                file.toString(),
                address + "/api/v1/files/local/three%20cubes.gcode");
        assertTrue(answer.startsWith("201 "), answer);
    }

    /// As profiles of Prusa's printers export it.
    private void sendBinary(String address, String key) throws Exception {
        var gcode = Files.readString(Samples.of(folder, "cube.gcode")) + "; binary\n";
        var binary = BinaryFiles.of(gcode, 3, 2, 1 << 16);
        var whole = Files.write(folder.resolve("four.bgcode"), binary);
        assertTrue(form(address, key, whole).startsWith("201 "));
        var damaged = Files.write(folder.resolve("damaged.bgcode"), Arrays.copyOf(binary, binary.length / 2));
        var answer = form(address, key, damaged);
        assertTrue(answer.matches("422 This binary G-code breaks off[^.]*\\."), answer);
    }

    private String form(String address, String key, Path file) throws Exception {
        return curl(
                "-A",
                "PrusaSlicer/2.9.4",
                "-H",
                "X-Api-Key: " + key,
                "-F",
                "print=false",
                "-F",
                "file=@" + file,
                address + "/api/files/local");
    }

    private void refuse(String address, String key) throws Exception {
        var file = Files.writeString(folder.resolve("half.gcode"), "; generated by PrusaSlicer 2.9.4\nG28\n");
        var answer = form(address, key, file);
        assertTrue(answer.matches("422 [A-Z][^.]*\\."), answer);
    }

    /// Status and body of what curl hears.
    private String curl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("curl", "-s", "--http1.1", "-o", "body", "-w", "%{http_code} "));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).start();
        var status = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor());
        return status + Files.readString(folder.resolve("body"));
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(words).setExact(true))
                .click();
    }
}
