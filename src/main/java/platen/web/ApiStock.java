package platen.web;

import java.util.Comparator;
import java.util.List;
import platen.people.Scope;
import platen.stock.Spool;
import platen.stock.Spools;
import platen.stock.Supplies;

/// Plastic and paper for programs.
final class ApiStock {
    private final Website.Parts parts;

    ApiStock(Website.Parts parts) {
        this.parts = parts;
    }

    void addTo(ApiRoutes api) {
        var sees = Access.PROGRAM_SEES_FLOOR;
        api.list(
                "spools", sees, "Spools that are not empty", ApiRecords.Spool.class, List.of(), (ctx, after, limit) -> {
                    var seesMoney = Gate.program(ctx).covers(Scope.SEE_MONEY);
                    return parts.database().reading(Spools.class).present().stream()
                            .filter(spool -> spool.id().value() > after)
                            .sorted(Comparator.comparingLong(spool -> spool.id().value()))
                            .limit(limit)
                            .map(spool -> new ApiRoutes.Row<>(spool.id().value(), seen(spool, seesMoney)))
                            .toList();
                });
        api.list(
                "supplies",
                sees,
                "What is counted",
                ApiRecords.Supply.class,
                List.of(),
                (_, after, limit) -> parts.database().reading(Supplies.class).present().stream()
                        .filter(supply -> supply.id().value() > after)
                        .sorted(Comparator.comparingLong(supply -> supply.id().value()))
                        .limit(limit)
                        .map(supply -> new ApiRoutes.Row<>(
                                supply.id().value(),
                                new ApiRecords.Supply(
                                        supply.id().value(),
                                        supply.kind(),
                                        supply.name(),
                                        supply.unit(),
                                        supply.amount(),
                                        supply.reorderAt(),
                                        supply.isLow(),
                                        supply.place())))
                        .toList());
    }

    private static ApiRecords.Spool seen(Spool spool, boolean seesMoney) {
        var price = spool.price();
        return new ApiRecords.Spool(
                spool.id().value(),
                spool.material(),
                spool.colour(),
                spool.maker(),
                seesMoney && price != null ? price.cents() : null,
                spool.netG(),
                spool.leftG(),
                spool.place(),
                spool.state(),
                spool.isLow(),
                spool.machine() == null ? null : spool.machine().value());
    }
}
