package platen.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import platen.slicerdoor.SlicerUpload;

/// Files and folders of a door as OctoPrint's API tells of them.
final class SlicerRecords {
    private SlicerRecords() {}

    static Map<String, @Nullable Object> file(SlicerUpload upload, String base) {
        var file = new LinkedHashMap<String, @Nullable Object>();
        file.put("name", upload.name());
        file.put("display", upload.name());
        file.put("path", upload.path());
        file.put("origin", "local");
        file.put("type", "machinecode");
        file.put("typePath", List.of("machinecode", "gcode"));
        file.put("size", upload.bytes());
        file.put("date", upload.cameAt().getEpochSecond());
        file.put("hash", upload.file().hex());
        file.put("user", upload.ownerName());
        file.put("refs", refs(upload.path(), base));
        file.put("gcodeAnalysis", Map.of("estimatedPrintTime", upload.seconds()));
        return file;
    }

    static Map<String, String> refs(String path, String base) {
        var encoded = SlicerCall.encoded(path);
        return Map.of(
                "resource",
                base + "/api/files/local/" + encoded,
                "download",
                base + "/downloads/files/local/" + encoded);
    }

    /// What lies in a folder, with all that is below where `isDeep`; folders are only where files are.
    static List<Map<String, @Nullable Object>> in(
            String folder, List<SlicerUpload> uploads, boolean isDeep, String base) {
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        var folders = new TreeMap<String, List<SlicerUpload>>();
        for (var upload : uploads) {
            if (upload.folder().equals(folder)) entries.add(file(upload, base));
            else if (isBelow(upload.folder(), folder))
                folders.computeIfAbsent(child(upload.folder(), folder), _ -> new ArrayList<>())
                        .add(upload);
        }
        folders.forEach((path, below) -> entries.add(folder(path, below, isDeep, base)));
        return entries;
    }

    private static Map<String, @Nullable Object> folder(
            String path, List<SlicerUpload> below, boolean isDeep, String base) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var folder = new LinkedHashMap<String, @Nullable Object>();
        folder.put("name", name);
        folder.put("display", name);
        folder.put("path", path);
        folder.put("origin", "local");
        folder.put("type", "folder");
        folder.put("typePath", List.of("folder"));
        folder.put("refs", Map.of("resource", base + "/api/files/local/" + SlicerCall.encoded(path)));
        folder.put("size", below.stream().mapToLong(SlicerUpload::bytes).sum());
        if (isDeep) folder.put("children", in(path, below, true, base));
        return folder;
    }

    static boolean isBelow(String inner, String outer) {
        return outer.isEmpty() ? !inner.isEmpty() : inner.startsWith(outer + "/");
    }

    private static String child(String path, String folder) {
        var from = folder.isEmpty() ? 0 : folder.length() + 1;
        var end = path.indexOf('/', from);
        return end < 0 ? path : path.substring(0, end);
    }
}
