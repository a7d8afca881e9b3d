package platen.pricing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import platen.values.Money;
import platen.values.Reasons;

/// What an order costs, or why only a person can say.
public sealed interface Price {

    record Priced(List<PriceLine> lines, Money total) implements Price {
        public Priced {
            lines = List.copyOf(lines);
        }

        static Priced of(List<PriceLine> lines) {
            return new Priced(lines, sum(lines));
        }

        /// What was taken off by a quantity, a group or a band, in all lines together.
        public Money off(PriceLine.Off.By by) {
            return offs().stream()
                    .filter(off -> off.by() == by)
                    .map(PriceLine.Off::amount)
                    .reduce(Money.ZERO, Money::plus);
        }

        /// The band that was chosen, where it changed anything.
        @JsonIgnore
        public Optional<String> band() {
            return offs().stream()
                    .filter(off -> off.by() == PriceLine.Off.By.BAND)
                    .map(PriceLine.Off::name)
                    .findFirst();
        }

        private List<PriceLine.Off> offs() {
            return lines.stream().flatMap(line -> line.offs().stream()).toList();
        }
    }

    record AskUs(Reasons why) implements Price {}

    static Money sum(List<PriceLine> lines) {
        return lines.stream().map(PriceLine::amount).reduce(Money.ZERO, Money::plus);
    }
}
