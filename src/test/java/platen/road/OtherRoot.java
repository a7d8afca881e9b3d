package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// This machine once more, in a mount namespace of its own: what is installed there is gone with it.
///
/// The machine's own file system lies below, unchanged; what is written goes to memory. `folder` is the same inside
/// and outside.
final class OtherRoot implements AutoCloseable {
    /// A shell in that namespace; $0 is a name for its log, $1 the folder.
    private static final List<String> UNSHARED = List.of("unshare", "--mount", "--propagation", "private", "sh", "-c");

    private static final String MOUNT = """
        set -e
        folder=$1
        mkdir -p "$folder/over"
        mount -t tmpfs -o size=2g tmpfs "$folder/over"
        mkdir "$folder/over/upper" "$folder/over/work" "$folder/over/root"
        root=$folder/over/root
        mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/over/upper,workdir=$folder/over/work" "$root"
        """;
    private static final String ENTER = """
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount --bind "$folder" "$root$folder"
        shift
        for bind in "$@"; do
          mkdir -p "$root/${bind#*:}"
          mount --bind "${bind%%:*}" "$root/${bind#*:}"
        done
        exec chroot "$root" sh -c 'echo "It is there."; exec sleep 600'
        """;

    private final Path folder;
    private final PlatenProcess keeper;

    private OtherRoot(Path folder, PlatenProcess keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /// Whether this machine allows it: it takes root's rights, and an overlay file system.
    static boolean isPossible(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) return false;
        return PlatenProcess.start(folder, with(UNSHARED, MOUNT), List.of("mount", folder.toString()))
                        .exit()
                == 0;
    }

    /// `shared` are folders of ours and the places where they are seen inside.
    static OtherRoot make(Path folder, Map<Path, String> shared) throws IOException {
        var arguments = new ArrayList<>(List.of("root", folder.toString()));
        shared.forEach((outside, inside) -> arguments.add(outside + ":" + inside));
        var keeper = PlatenProcess.start(folder, with(UNSHARED, MOUNT + ENTER), arguments);
        keeper.says("(It is there)");
        return new OtherRoot(folder, keeper);
    }

    private static List<String> with(List<String> command, String last) {
        var all = new ArrayList<>(command);
        all.add(last);
        return all;
    }

    /// Starts a command inside.
    PlatenProcess start(String... command) throws IOException {
        var enter = List.of("nsenter", "--target", "" + keeper.pid(), "--mount", "--root", "--wd");
        var arguments = new ArrayList<>(List.of("--", "env", "-u", "JAVA_HOME"));
        arguments.addAll(List.of(command));
        return PlatenProcess.start(folder, enter, arguments);
    }

    /// Runs a script of the shell inside; its output, after it has ended well.
    String run(String script) throws IOException, InterruptedException {
        var process = start("sh", "-c", script);
        assertEquals(0, process.exit(), () -> script + "\n" + process.output());
        return process.output();
    }

    @Override
    public void close() {
        keeper.close();
    }
}
