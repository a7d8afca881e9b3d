package platen.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.books.Method;
import platen.events.Subject;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.orders.Product;
import platen.queue.Hold;
import platen.queue.JobState;
import platen.queue.Purpose;
import platen.queue.Why;
import platen.stock.SpoolState;
import platen.stock.SupplyKind;
import platen.sync.PrinterLive;

/// What programs read and write. A field may be added; none is taken away or changes its meaning. What is sent begins
/// with `To`, and may leave out what may be null.
final class ApiRecords {
    private ApiRecords() {}

    @ApiText("A piece of production on one machine or bench.")
    record Job(
            long id,

            @ApiText("Null where nobody ordered it.") @Nullable
            Long orderId,

            String title,
            MachineKind kind,
            JobState state,

            @ApiText("Why it is not running, or what it does, in words.")
            String why,

            @ApiText("The name of these words, which stays when they change.")
            String whyCode,

            @ApiText("What a person can do about it.") Why.Way wayOut,
            @ApiText("How many are wanted.") int copies,
            @ApiText("How many come of one run.") int copiesPerRun,
            int good,
            int spoiled,
            @ApiText("Of one run, as reckoned.") @Nullable Long timeS,
            @ApiText("Of one run, as reckoned.") @Nullable Double filamentG,
            @Nullable String material,
            @Nullable String colour,

            @ApiText("What is done after printing; null where it is the printing.") @Nullable
            String step,

            @ApiText("Why nobody ordered it.") @Nullable Purpose purpose,
            @Nullable Hold hold,
            @ApiText("The day that was promised is over.") boolean isLate,
            @ApiText("Where it is, or lies.") @Nullable Long machineId,
            @ApiText("Where it could start now.") List<Long> freeMachineIds,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    @ApiText("A 3D printer, a press or a bench.")
    record Machine(
            long id,
            String name,
            MachineKind kind,

            @ApiText("Whether its plate is empty, as a person has seen it.")
            BedState bed,

            @Nullable String material,
            @Nullable String colour,

            @ApiText("Why it is out of order; null where it is not.") @Nullable
            String outOfOrder,

            @ApiText("What it works at, or what lies on it.") @Nullable
            Long jobId,

            @ApiText("What is on it.") @Nullable Long spoolId,

            @ApiText("Its printer computer does not answer.")
            boolean isSilent,

            @Nullable Instant lastHeardAt,

            @ApiText("How it does just now; null where nobody tells.") @Nullable
            Live live) {}

    @ApiText("How a 3D printer does at this moment.")
    record Live(
            PrinterLive.Connection connection,
            PrinterLive.Activity activity,
            @Nullable Double nozzleC,
            @Nullable Double nozzleTargetC,
            @Nullable Double bedC,
            @Nullable Double bedTargetC,

            @ApiText("How far it is, of a hundred.") @Nullable
            Double percent,

            @Nullable Integer layer,
            @Nullable Double heightMm,
            @Nullable Long leftS,
            @ApiText("What it says, in words.") @Nullable String says,
            @ApiText("What it asks a person.") @Nullable String asks) {}

    @ApiText("A spool of plastic.")
    record Spool(
            long id,
            String material,
            String colour,
            String maker,

            @ApiText("Null where the key does not see money, or nobody noted it.") @Nullable
            Long priceCents,

            double netG,
            double leftG,
            String place,
            SpoolState state,
            boolean isLow,
            @Nullable Long machineId) {}

    @ApiText("Paper, ink and whatever else is counted.")
    record Supply(
            long id,
            SupplyKind kind,
            String name,
            @ApiText("What it is counted in.") String unit,
            long amount,
            long reorderAt,
            boolean isLow,
            String place) {}

    @ApiText("What somebody ordered.")
    record Order(
            long id,
            @ApiText("What people say: K7PQ4X.") String code,
            OrderState state,
            @Nullable String customerName,
            @Nullable String email,
            @Nullable String phone,

            @ApiText("What it costs; null where it has no price, or the key does not see money.") @Nullable
            Long priceCents,

            @ApiText("What is still to be paid.") @Nullable Long openCents,
            Instant createdAt,
            @Nullable Instant approvedAt,

            @ApiText("The day by which it is ready, as we said.") @Nullable
            Instant promisedAt,

            List<Line> lines) {}

    @ApiText("A file, and how often it is wanted.")
    record Line(
            long id,
            Product product,
            String fileName,

            @ApiText("Null while nothing is chosen.") @Nullable
            Integer quantity) {}

    @ApiText("The price that stands for an order.")
    record Quote(
            long orderId,
            @ApiText("Null while there is none.") @Nullable Long quoteId,
            @Nullable Long priceCents,
            @ApiText("The exact price is still to come.") boolean isEstimate,

            @ApiText("Why only a person can name a price.") @Nullable
            String problem,

            @Nullable Instant validUntil,
            List<QuoteLine> lines) {}

    record QuoteLine(String says, long amountCents) {}

    @ApiText("Something that happened. It is never changed.")
    record Event(
            long id,
            Instant at,
            @ApiText("Who did it.") String actor,
            platen.values.Actor.Kind actorKind,
            Subject.Kind about,
            long aboutId,

            @ApiText("The name of what happened, which stays when its words change.")
            String code,

            @ApiText("What happened, in words.") String says) {}

    @ApiText("Somebody with an account.")
    record Customer(long id, String name, String email, String phone, Instant createdAt) {}

    @ApiText("Money was taken.")
    record Payment(
            long orderId,
            long openCents,

            @ApiText("The number of what the customer gets for it.")
            String receipt) {}

    @ApiText("It was done.")
    record Done(long id) {}

    record ToStart(
            long machineId,

            @ApiText("Which spool is put on first; what is on it stays where this is left out.") @Nullable
            Long spoolId) {}

    record ToHold(Hold hold, String reason) {}

    record ToMove(@ApiText("The job before which it comes.") long beforeJobId) {}

    record ToPlace(
            @ApiText("The machines that may do it; none is any.")
            List<Long> machineIds) {}

    record ToTakeOff(
            @ApiText("How many copies of this run are good; what is wanted of it where all are.")
            int good,

            @ApiText("Somebody has seen that the plate is empty.")
            boolean isPlateEmpty) {}

    record ToCount(
            int good,
            int spoiled,

            @ApiText("How many were counted before, so that nothing is counted twice.")
            int counted) {}

    record ToSay(String reason) {}

    record ToLoad(@Nullable String material, @Nullable String colour) {}

    record ToWrite(@ApiText("What its customer reads.") String body) {}

    record ToPay(
            long amountCents,
            Method method,

            @ApiText("The number of a cheque, or the code of a voucher.") @Nullable
            String note) {}

    record ToOrder(
            String what,
            int quantity,
            @ApiText("What makes it.") MachineKind kind,
            long priceCents,
            String customerName,
            @Nullable String email,
            @Nullable String phone) {}

    record ToPrice(
            @ApiText("The SHA-256 of a file that is stored, in hexadecimal.")
            String fileSha256,

            String fileName,
            Product product,
            int quantity) {}
}
