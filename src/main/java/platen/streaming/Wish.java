package platen.streaming;

import java.util.List;
import platen.values.Message;

/// What others want of a printer.
sealed interface Wish {
    record Print(String name, long bytes) implements Wish {}

    record Pause(Message why) implements Wish {}

    record Resume() implements Wish {}

    record Cancel(Message why) implements Wish {}

    record CoolDown() implements Wish {}

    record Send(List<String> commands) implements Wish {}

    /// The answer to a prompt of the firmware: the number of the button, from 0.
    record Answer(int button) implements Wish {}

    record EmergencyStop() implements Wish {}
}
