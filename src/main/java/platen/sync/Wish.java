package platen.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;

/// What the server wishes a host to do. An attempt goes by its random key: a restored database
/// may give a row's number twice.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", visible = true, defaultImpl = Wish.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Wish.Offer.class, name = "offer"),
    @JsonSubTypes.Type(value = Wish.Grant.class, name = "grant"),
    @JsonSubTypes.Type(value = Wish.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = Wish.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = Wish.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Wish.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = Wish.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = Wish.CoolDown.class, name = "cool-down"),
    @JsonSubTypes.Type(value = Wish.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Wish.Handle.class, name = "handle"),
    @JsonSubTypes.Type(value = Wish.Settings.class, name = "settings")
})
public sealed interface Wish {
    /// Fetch this program and say whether you can print it. Nothing starts yet.
    record Offer(String attempt, JobId job, int number, String title, MachineId machine, Digest digest, long bytes)
            implements Wish {
        public Offer {
            requireNonNull(attempt);
            requireNonNull(job);
            requireNonNull(title);
            requireNonNull(machine);
            requireNonNull(digest);
        }
    }

    /// Start it now. Only an accepted attempt can be granted, and it starts only once.
    record Grant(String attempt) implements Wish {
        public Grant {
            requireNonNull(attempt);
        }
    }

    /// Forget the attempt, if it has not started.
    record Withdraw(String attempt) implements Wish {
        public Withdraw {
            requireNonNull(attempt);
        }
    }

    record Cancel(String attempt) implements Wish {
        public Cancel {
            requireNonNull(attempt);
        }
    }

    record Pause(String attempt) implements Wish {
        public Pause {
            requireNonNull(attempt);
        }
    }

    record Resume(String attempt) implements Wish {
        public Resume {
            requireNonNull(attempt);
        }
    }

    /// Press a button, counted from 0, of the prompt that has this number, if it is still shown.
    record Answer(MachineId machine, long prompt, int button) implements Wish {
        public Answer {
            requireNonNull(machine);
        }
    }

    record CoolDown(MachineId machine) implements Wish {
        public CoolDown {
            requireNonNull(machine);
        }
    }

    record Command(MachineId machine, String gcode) implements Wish {
        public Command {
            requireNonNull(machine);
            requireNonNull(gcode);
        }
    }

    /// A person does something with a printer.
    record Handle(MachineId machine, ByHand act) implements Wish {
        public Handle {
            requireNonNull(machine);
            requireNonNull(act);
        }
    }

    /// The printers that this host has to look after, all of them. Those that `mayBeHot` came from another host, which
    /// has not said that it turned their heaters off; a server of an earlier version names none.
    record Settings(List<Printer> printers, @Nullable List<MachineId> mayBeHot) implements Wish {
        public Settings {
            printers = List.copyOf(printers);
            mayBeHot = mayBeHot == null ? List.of() : List.copyOf(mayBeHot);
        }

        public Settings(List<Printer> printers) {
            this(printers, List.of());
        }

        @Override
        public List<MachineId> mayBeHot() {
            return mayBeHot == null ? List.of() : mayBeHot;
        }
    }

    /// A wish that only a newer host understands.
    record Unknown(String kind) implements Wish {}

    /// One printer: where it is plugged in, and its profile (TOML, complete). No baud rate means the profile's.
    record Printer(
            MachineId machine,
            String name,
            String port,
            String profile,
            @Nullable Integer baud) {
        public Printer {
            requireNonNull(machine);
            requireNonNull(name);
            requireNonNull(port);
            requireNonNull(profile);
        }
    }

    /// Its name on the wire and in records.
    default String kind() {
        return switch (this) {
            case Offer _ -> "offer";
            case Grant _ -> "grant";
            case Withdraw _ -> "withdraw";
            case Cancel _ -> "cancel";
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Answer _ -> "answer";
            case CoolDown _ -> "cool-down";
            case Command _ -> "command";
            case Handle _ -> "handle";
            case Settings _ -> "settings";
            case Unknown(var kind) -> kind;
        };
    }

    /// The attempt it is about, if it is about one.
    default @Nullable String attemptKey() {
        return switch (this) {
            case Offer offer -> offer.attempt();
            case Grant(var attempt) -> attempt;
            case Withdraw(var attempt) -> attempt;
            case Cancel(var attempt) -> attempt;
            case Pause(var attempt) -> attempt;
            case Resume(var attempt) -> attempt;
            case Answer _, CoolDown _, Command _, Handle _, Settings _, Unknown _ -> null;
        };
    }

    /// Durable wishes follow from what the server's records say, and are derived from them again
    /// when either side is new; the others are of the moment and are then dropped.
    default boolean isDurable() {
        return switch (this) {
            case Offer _, Grant _, Withdraw _, Cancel _, Settings _ -> true;
            case Pause _, Resume _, Answer _, CoolDown _, Command _, Handle _, Unknown _ -> false;
        };
    }
}
