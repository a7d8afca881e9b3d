package platen.virtual;

import java.util.List;
import platen.virtual.FaultPlan.Fault;

/// What befalls the firmware as a whole and not one line: silence, a pulled cable, a stop, an end.
final class Troubles {
    private static final List<FaultKind> KINDS = List.of(FaultKind.values()).stream()
            .filter(FaultKind::happensByItself)
            .toList();
    private static final long IDLE_NS = 1_000_000_000;

    /// What a trouble does to the firmware.
    interface Victim {
        void busy();

        void interrupt(Interruption by);

        void restart();

        void halt(List<String> words);
    }

    private final Mishaps mishaps;
    private final Habits habits;
    private final Voice voice;
    private final Replies replies;
    private final Victim victim;
    private long silentUntil;
    private boolean silent;
    private long pluggedAt = Firmware.NEVER;
    private boolean unplugged;
    private boolean resetsOnReturn;
    private long waitAt = Firmware.NEVER;

    Troubles(Mishaps mishaps, Habits habits, Voice voice, Replies replies, Victim victim) {
        this.mishaps = mishaps;
        this.habits = habits;
        this.voice = voice;
        this.replies = replies;
        this.victim = victim;
    }

    /// Whether nothing is read and answered for now.
    boolean isSilent() {
        return silent;
    }

    /// Whether the cable is pulled out.
    boolean isUnplugged() {
        return unplugged;
    }

    long nextNs() {
        long next = Math.min(mishaps.nextNs(), unplugged ? pluggedAt : Firmware.NEVER);
        return Math.min(next, silent ? silentUntil : waitAt);
    }

    /// The moments that have come.
    void passTo(long now) {
        if (silent && now >= silentUntil) silent = false;
        if (unplugged && now >= pluggedAt) plugIn();
        for (var kind : KINDS) {
            var fault = mishaps.drawMoment(kind);
            if (fault != null) befall(fault);
        }
    }

    /// A line was taken: each trouble may come with it.
    void lineTaken() {
        waitAt = Firmware.NEVER;
        for (var kind : KINDS) {
            var fault = mishaps.draw(kind);
            if (fault != null) befall(fault);
        }
    }

    /// Whether the firmware has nothing to do: some say `wait` then, each second.
    void idle(boolean is) {
        if (!is || silent) waitAt = Firmware.NEVER;
        else if (waitAt == Firmware.NEVER && (saysWait() || mishaps.plans(FaultKind.WAIT)))
            waitAt = voice.now() + IDLE_NS;
        if (voice.now() < waitAt) return;
        if (mishaps.strikes(FaultKind.WAIT) || saysWait()) voice.say("wait");
        waitAt = voice.now() + IDLE_NS;
    }

    private boolean saysWait() {
        return habits.tongue().acks().waits();
    }

    private void befall(Fault fault) {
        long lasts = fault.lasts().equals(FaultPlan.UNTIL_ANSWERED)
                ? Firmware.NEVER
                : fault.lasts().toNanos();
        var death = habits.tongue().death();
        switch (fault.kind()) {
            case BUSY -> victim.busy();
            case LONG_SILENCE -> {
                silent = true;
                silentUntil = Math.max(silentUntil, voice.now() + lasts);
            }
            case NUL_BURST -> voice.burst();
            case UNPLUG_AND_RETURN -> unplug(voice.now() + lasts, lasts, fault.resets());
            case RUNOUT -> victim.interrupt(Interruption.runout(lasts));
            case PAUSED_FOR_USER -> victim.interrupt(Interruption.pause(lasts));
            case REBOOT -> victim.restart();
            case HALT -> victim.halt(death.halted());
            case THERMAL_RUNAWAY -> victim.halt(death.runaway());
            case UNPLUG -> unplug(Firmware.NEVER, Firmware.NEVER, false);
            case DAMAGED_BYTE,
                    LOST_BYTE,
                    LOST_LINE_END,
                    LOST_OK,
                    DOUBLED_OK,
                    RESEND_WITHOUT_OK,
                    STALE_RESEND,
                    SILENT_DUPLICATE,
                    WAIT -> throw new IllegalStateException(fault.kind() + " does not happen by itself");
        }
    }

    private void unplug(long until, long lasts, boolean resets) {
        if (unplugged) {
            pluggedAt = Math.max(pluggedAt, until);
            return;
        }
        unplugged = true;
        pluggedAt = until;
        resetsOnReturn = resets;
        voice.mute(true);
        replies.unplugged(voice.now(), lasts);
    }

    private void plugIn() {
        unplugged = false;
        voice.mute(false);
        if (resetsOnReturn) victim.restart();
    }
}
