package platen.shop;

import org.jdbi.v3.core.Handle;
import platen.values.Money;

/// What a shop asks for before it starts, and what stands on its documents.
public record MoneyRules(
        StartRule startRule,
        int depositPercent,
        Money startAbove,
        int dueDays,
        String taxNumber,
        String howToPay,
        boolean yearInNumber) {
    private static final int PERCENT = 100;

    /// What has to be paid before work begins.
    public enum StartRule {
        NONE,
        DEPOSIT,
        ALL
    }

    public static MoneyRules of(Handle look) {
        return look.attach(MoneyRulesRow.class).read();
    }

    /// What has to be paid of a total before it is begun; nothing where nothing has to.
    public Money neededOf(Money total) {
        if (total.cents() <= 0 || total.compareTo(startAbove) < 0) return Money.ZERO;
        return switch (startRule) {
            case NONE -> Money.ZERO;
            case DEPOSIT -> total.times(depositPercent, PERCENT);
            case ALL -> total;
        };
    }
}
