package platen.gcode;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as G-code writes them: no exponents, no needless zeros.
public final class Numbers {
    private static final int DECIMALS = 5;

    private Numbers() {}

    public static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
