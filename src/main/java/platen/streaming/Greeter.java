package platen.streaming;

import java.time.Duration;
import java.util.Deque;
import platen.protocol.Reply;
import platen.values.Message;

/// Gets acquainted with a printer: looks before it speaks, turns heaters off where that comes first, and
/// leaves alone what somebody else prints.
final class Greeter {
    private static final long LISTEN = Duration.ofMillis(400).toNanos();
    private static final long BOOT_QUIET = Duration.ofMillis(500).toNanos();
    private static final long BOOT_LONGEST = Duration.ofSeconds(8).toNanos();
    private static final long CARD_PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Desk desk;
    private final Delivery delivery;
    private final Acquaintance printer;
    private final Deque<Occurrence> news;
    private boolean coolFirst;
    private boolean alive; // it spoke before we did, and had not just started
    private boolean printsFromCard;
    private boolean acquainted;
    private boolean toldDeaf;

    Greeter(Desk desk, Delivery delivery, Acquaintance printer, Deque<Occurrence> news, boolean coolFirst) {
        this.desk = desk;
        this.delivery = delivery;
        this.printer = printer;
        this.news = news;
        this.coolFirst = coolFirst;
    }

    Phase.Between opened(long now) {
        alive = false;
        acquainted = false;
        return look(now);
    }

    Phase.Between restarted(long now) {
        forget();
        alive = false;
        return look(now);
    }

    void forget() {
        printer.forget();
        acquainted = false;
    }

    void coolFirst() {
        coolFirst = true;
    }

    void cardPrint(boolean running) {
        printsFromCard = running;
    }

    boolean isAcquainted() {
        return acquainted;
    }

    /// While it speaks, we listen on.
    Phase.Between listened(Phase.Looking looking, Reply reply, long now) {
        if (reply instanceof Reply.Restarted) alive = false;
        else alive |= reply instanceof Reply.Accepted || reply instanceof Reply.Busy || reply instanceof Reply.Heat;
        long until = Math.min(now + BOOT_QUIET, looking.latestNs());
        return new Phase.Looking(Math.max(looking.untilNs(), until), looking.latestNs());
    }

    Phase.Between greet(long now) {
        desk.clear();
        desk.shout("");
        delivery.sync(now);
        return new Phase.Greeting(Phase.Greeting.Topic.SYNC);
    }

    Phase.Between stayDeaf(long now) {
        if (!toldDeaf) news.add(new Occurrence.Unanswered());
        toldDeaf = true;
        return greet(now);
    }

    Phase.Between lookAgain(long now) {
        if (printsFromCard) {
            desk.put("M27");
            return foreign(now);
        }
        alive = false;
        return greet(now);
    }

    /// Hands off, and a look now and then whether it goes on.
    Phase.Between foreign(long now) {
        return new Phase.Foreign(now + CARD_PATIENCE);
    }

    /// The next topic, once all of this one was accepted.
    Phase.Between after(Phase.Greeting.Topic topic, long now) {
        var same = new Phase.Greeting(topic);
        return switch (topic) {
            case SYNC -> coolFirst ? cool() : alive ? askCard() : askIdentity();
            case COOL -> delivery.isSure(now) ? cooled() : same;
            case CARD -> printsFromCard ? foreign(now) : askIdentity();
            case IDENTITY -> delivery.isSure(now) ? acquainted() : same;
        };
    }

    Phase.Between cool() {
        desk.put("M104 S0", "M140 S0", "M105");
        return new Phase.Greeting(Phase.Greeting.Topic.COOL);
    }

    private Phase.Between look(long now) {
        desk.clear();
        return new Phase.Looking(now + LISTEN, now + BOOT_LONGEST);
    }

    private Phase.Between cooled() {
        coolFirst = false;
        news.add(new Occurrence.CooledDown(!printer.temperatures().saysHot()));
        return askIdentity();
    }

    private Phase.Between askCard() {
        printsFromCard = false;
        desk.put("M27");
        return new Phase.Greeting(Phase.Greeting.Topic.CARD);
    }

    private Phase.Between askIdentity() {
        desk.put("M115", "M105");
        return new Phase.Greeting(Phase.Greeting.Topic.IDENTITY);
    }

    private void introduce() {
        news.add(new Occurrence.Connected(printer.firmware()));
        if (printer.isUnprotected()) news.add(new Occurrence.Noted(Message.of("streaming.no-thermal-protection")));
        if (printer.hasPrompts()) desk.put("M876 P1"); // or some firmwares would ask at their display only
    }

    private Phase.Between acquainted() {
        if (!acquainted) introduce();
        acquainted = true;
        toldDeaf = false;
        return new Phase.Idle();
    }
}
