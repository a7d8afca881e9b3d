package platen.shop;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;

/// What the shop says of itself. The tax rate is in hundredths of a percent: 825 is 8.25 %.
public record Shop(
        String name,
        String address,
        String phone,
        String email,
        @Nullable Digest logo,
        OpeningHours hours,
        ZoneId zone,
        Currency currency,
        String taxName,
        int taxBasisPoints,
        Units units,
        Paper paper,
        boolean makesParts,
        boolean makesPaper,
        Set<Step> done) {
    public static final int HIGHEST_TAX_BASIS_POINTS = 10_000;

    public Shop {
        done = Set.copyOf(done);
        if (taxBasisPoints < 0 || taxBasisPoints > HIGHEST_TAX_BASIS_POINTS)
            throw new IllegalArgumentException("no tax rate: " + taxBasisPoints);
    }

    /// The steps of the guide that this shop has to go: one without 3D parts needs no 3D printer.
    public List<Step> steps() {
        return Arrays.stream(Step.values())
                .filter(step -> step != Step.PRINTER || makesParts)
                .toList();
    }

    public boolean isSetUp() {
        return done.containsAll(steps());
    }

    public Shop withLogo(@Nullable Digest newLogo) {
        return new Shop(
                name,
                address,
                phone,
                email,
                newLogo,
                hours,
                zone,
                currency,
                taxName,
                taxBasisPoints,
                units,
                paper,
                makesParts,
                makesPaper,
                done);
    }

    public Shop making(boolean parts, boolean paperWork) {
        return new Shop(
                name,
                address,
                phone,
                email,
                logo,
                hours,
                zone,
                currency,
                taxName,
                taxBasisPoints,
                units,
                paper,
                parts,
                paperWork,
                done);
    }
}
