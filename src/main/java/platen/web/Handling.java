package platen.web;

import io.javalin.http.Context;
import java.util.Optional;
import platen.machines.Inductions;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Holds back who may not handle a machine, at the moment of acting, and says who can change that. Turning heaters off
/// and stopping in an emergency is nobody's privilege.
final class Handling {
    private final PageMaker pages;
    private final Inductions inductions;
    private final Website.Parts parts;

    Handling(PageMaker pages, Website.Parts parts) {
        this.pages = pages;
        this.parts = parts;
        this.inductions = new Inductions(parts.database(), parts.clock());
    }

    /// Whether the visitor was led back, because the machine is not theirs to handle.
    boolean refuses(Context ctx, Form form, MachineId machine) {
        Optional<Message> against = inductions.against(Visit.worker(ctx).id(), machine);
        against.ifPresent(why -> pages.goBack(ctx, Acts.back(form), why));
        return against.isPresent();
    }

    /// The same for the machine that has a job.
    boolean refuses(Context ctx, Form form, JobId job) {
        return parts.database()
                .reading(Jobs.class)
                .find(job)
                .map(Job::machine)
                .filter(machine -> refuses(ctx, form, machine))
                .isPresent();
    }
}
