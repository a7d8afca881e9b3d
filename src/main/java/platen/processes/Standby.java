package platen.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import platen.values.Secrets;

/// A program, confined as a [Child] is, that was started before there is work for it and waits on its standard input.
///
/// A question is a line: a mark that nobody can guess, a blank, and the question. What it prints then is the answer,
/// up to the line `MARK CODE`. It has to end when its input does, and so ends with us.
public final class Standby implements AutoCloseable {
    /// Before it has used so much of the processor it is still as good as new: its limit is so much higher.
    private static final int SPENT_AFTER_CPU_S = 15;
    /// A question that is as long as a pipe holds can be written though nobody reads it yet.
    private static final int LONGEST_QUESTION_BYTES = 32_768;

    /// Without what it shares with others: files that are mapped, the cache of classes above all.
    private static final Pattern RESIDENT_KB = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    private static final Pattern CODE = Pattern.compile("\\d{1,3}");

    private final Process process;
    private final Limits limits;
    private volatile boolean owesAnAnswer;

    private Standby(Process process, Limits limits) {
        this.process = process;
        this.limits = limits;
    }

    /// Starts `command` in `folder`, as [Child#run] does; the limit of time is that of one answer.
    public static Standby start(List<String> command, Path folder, Limits limits) throws IOException {
        var cpuSeconds = Confined.cpuSeconds(limits) + SPENT_AFTER_CPU_S;
        return new Standby(
                Confined.builder(List.of(), command, folder, limits, cpuSeconds).start(), limits);
    }

    /// The code and the output of one answer, or of the end of the program if it ended instead. After anything else
    /// than an answer it is ended, with all that it started.
    public Outcome ask(String question) throws InterruptedException {
        if (question.length() > LONGEST_QUESTION_BYTES || question.indexOf('\n') >= 0)
            throw new IllegalArgumentException("not a question of one line: " + question.length() + " characters");
        owesAnAnswer = true;
        var mark = Secrets.token() + " ";
        var answer = new Tail(process.getInputStream(), limits.outputBytes(), mark);
        var reader =
                Thread.ofPlatform().daemon().name("answer of " + process.pid()).start(answer);
        try {
            send(mark + question + "\n");
            if (!reader.join(limits.time())) {
                close();
                reader.join(SECONDS.toMillis(Confined.LAST_WORDS_S));
                return new Outcome.TimedOut(answer.text());
            }
            return answered(answer, mark);
        } catch (InterruptedException e) {
            Confined.end(process);
            throw e;
        }
    }

    private void send(String line) {
        try {
            var input = process.getOutputStream();
            input.write(line.getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException _) {
            // It has ended; that its output ends, too, tells so.
        }
    }

    private Outcome answered(Tail answer, String mark) throws InterruptedException {
        var last = answer.lastLine();
        var code = last.startsWith(mark) ? last.substring(mark.length()) : "";
        if (!CODE.matcher(code).matches()) {
            process.waitFor(Confined.LAST_WORDS_S, SECONDS);
            Confined.end(process);
            return new Outcome.Ended(process.exitValue(), answer.text(), answer.cut());
        }
        owesAnAnswer = false;
        var text = answer.text();
        var output = text.substring(0, text.length() - last.length() - 1);
        return new Outcome.Ended(Integer.parseInt(code), output, answer.cut());
    }

    /// Whether it can be asked: it lives, has said nothing unasked, has answered what it was asked, and takes no more
    /// than so much memory and processor.
    public boolean isFit(long mostMemoryBytes) {
        try {
            return process.isAlive()
                    && !owesAnAnswer
                    && process.getInputStream().available() == 0
                    && memoryBytes() <= mostMemoryBytes
                    && cpuSeconds() <= SPENT_AFTER_CPU_S;
        } catch (IOException _) {
            return false;
        }
    }

    /// False when it ended, or was ended, instead of answering.
    public boolean hasAnswered() {
        return !owesAnAnswer;
    }

    public long pid() {
        return process.pid();
    }

    private long memoryBytes() throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        var resident = RESIDENT_KB.matcher(status);
        return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
    }

    private long cpuSeconds() {
        return process.info().totalCpuDuration().map(used -> used.toSeconds()).orElse(0L);
    }

    /// Ends it, with all that it started.
    @Override
    public void close() {
        try {
            Confined.end(process);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
