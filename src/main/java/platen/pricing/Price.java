package platen.pricing;

import java.util.List;
import platen.values.Message;
import platen.values.Money;

/// What an order costs, or why only a person can say.
public sealed interface Price {

    record Priced(List<PriceLine> lines, Money total) implements Price {
        public Priced {
            lines = List.copyOf(lines);
        }
    }

    record AskUs(Message why) implements Price {}
}
