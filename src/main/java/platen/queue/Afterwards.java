package platen.queue;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.stock.SpoolDesk;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// What people say of a run after it, in the transaction that counts it: why not all is good, what the scrap weighs,
/// and who bears what is made again.
final class Afterwards {
    private final FileStore files;
    private final InstantSource clock;

    Afterwards(FileStore files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /// `job` is as it was before it was counted.
    void counted(Handle change, Job job, int good, int spoiled, Said said, Actor who) {
        var run = JobRuns.counted(change, job, good, spoiled, who, clock.instant());
        if (spoiled > 0) say(change, job, run, said, who);
    }

    /// Of a job whose last run a machine has told to have failed.
    void failed(Handle change, JobId id, Said said, Actor who) {
        var runs = change.attach(JobRuns.class).of(id);
        var job = change.attach(Jobs.class).find(id).orElseThrow();
        if (!runs.isEmpty()) say(change, job, runs.getLast().id(), said, who);
    }

    void say(Handle change, Job job, long run, Said said, Actor who) {
        if (said.reason() == null) return;
        change.attach(JobRuns.class).say(run, said.reason(), said.words(), said.photo(), said.cost());
        if (said.photo() != null)
            files.use(change, said.photo(), "job " + job.id().value());
        tell(change, job, who, said.reason().words());
        if (!said.words().isEmpty()) tell(change, job, who, Message.of("queue.reason-said", said.words()));
        if (said.scrapMg() != null) {
            var scrap = new SpoolDesk.Scrap(
                    job.id(), machine(change, job, run), material(job), said.scrapMg(), said.words());
            SpoolDesk.scrapped(change, scrap, who, clock.instant());
        }
        if (said.cost() == Said.Cost.CUSTOMER) hold(change, job, said, who);
    }

    /// Nothing more is made until the customer has said yes to paying for it.
    private void hold(Handle change, Job job, Said said, Actor who) {
        var now = clock.instant();
        if (!change.attach(Jobs.class).hold(job.id(), Hold.CUSTOMER, who.name(), said.ask(), now)) return;
        tell(change, job, who, Message.of("queue.asked-to-pay-again", said.ask()));
    }

    private static @Nullable MachineId machine(Handle look, Job job, long run) {
        return look.attach(JobRuns.class)
                .find(job.id(), run)
                .map(JobRun::machine)
                .orElse(job.machine());
    }

    private static String material(Job job) {
        return job.material() == null ? "" : job.material();
    }

    private void tell(Handle change, Job job, Actor who, Message what) {
        Events.write(change, clock.instant(), who, Subject.of(job.id()), what);
    }
}
