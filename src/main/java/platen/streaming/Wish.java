package platen.streaming;

import java.util.List;
import platen.sync.ByHand;
import platen.values.Message;

/// What others want of a printer.
sealed interface Wish {
    record Print(String name, long bytes) implements Wish {}

    record Pause(Message why) implements Wish {}

    record Resume() implements Wish {}

    record Cancel(Message why) implements Wish {}

    record CoolDown() implements Wish {}

    record Send(List<String> commands) implements Wish {}

    /// The answer to the prompt of this number, and to no other: the number of the button, from 0.
    record Answer(long prompt, int button) implements Wish {}

    record Handle(ByHand act) implements Wish {}

    record EmergencyStop() implements Wish {}
}
