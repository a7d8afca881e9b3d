package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.meshes.Measures;
import platen.pricing.Plates;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.slicing.Estimate;
import platen.slicing.Extras;
import platen.slicing.PlateRoom;
import platen.slicing.PlateWish;
import platen.values.Digest;

/// How a part is printed that somebody wants: on which plates, with supports and a rim where it needs them; what that
/// takes as guessed at once, and as sliced.
final class PartPlans {
    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double SECONDS_PER_HOUR = 3_600;
    /// Of the surface; from here on the customer reads in the findings that it needs supports.
    private static final double MUCH_OVERHANG = 0.05;
    /// What is so many times as high as it is narrow comes off the plate without a rim.
    private static final double TALL = 4;

    private final Profiles profiles;
    private final Supplier<Optional<String>> slicer;

    PartPlans(Profiles profiles, Supplier<Optional<String>> slicer) {
        this.profiles = profiles;
        this.slicer = slicer;
    }

    boolean canSlice() {
        return slicer.get().isPresent();
    }

    /// One part as this printer is to print it.
    static PlateWish wish(Profile printer, Contents.Part mesh, Choices.Part part) {
        var measures = mesh.measures();
        var supports = hangsOver(mesh) && !part.withoutSupports();
        var brim = measures.heightMm() > TALL * Math.min(measures.widthMm(), measures.depthMm());
        return new PlateWish(
                printer,
                printer.material(part.material()).orElseThrow(),
                printer.quality(part.quality()).orElseThrow(),
                new Extras(part.strength(), supports, brim),
                1);
    }

    static boolean hangsOver(Contents.Part mesh) {
        return mesh.overhangShare() > MUCH_OVERHANG;
    }

    /// The wish of a slice, as the printer is known now; nothing where it is not known so any more.
    Optional<PlateWish> wish(Slice slice) {
        var extras = new Extras(slice.strength(), slice.supports(), slice.brim());
        return profiles.profile(slice.profile())
                .flatMap(printer -> printer.material(slice.material())
                        .flatMap(material -> printer.quality(slice.quality())
                                .map(quality -> new PlateWish(printer, material, quality, extras, slice.copies()))));
    }

    /// Whether a slice is what we would ask for now.
    boolean isOfToday(Slice slice) {
        return slicer.get().filter(slice.slicer()::equals).isPresent()
                && wish(slice)
                        .filter(wish -> wish.settings().equals(slice.settings()))
                        .isPresent();
    }

    /// How many copies go on a plate at most: as have room, and as are printed within the hours that a print may take.
    int most(Handle look, Digest file, Contents.Part mesh, PlateWish one, PriceBook book) {
        var tooMany = look.attach(Slices.class)
                .tooMany(file, one.settings(), slicer.get().orElse(""));
        return most(mesh, one, book, tooMany.map(copies -> copies - 1).orElse(PlateRoom.MOST));
    }

    /// The same where the slicer never had room for more than `found`.
    static int most(Contents.Part mesh, PlateWish one, PriceBook book, int found) {
        int room = Math.max(1, PlateRoom.of(one.profile(), mesh.measures(), one.extras()));
        double each =
                Estimate.of(mesh.measures(), one, mesh.overhangShare()).timeS().likely() - Estimate.startS(one);
        double hours = book.parts().longestHours() * SECONDS_PER_HOUR - Estimate.startS(one);
        return Math.max(1, Math.min(Math.min(room, found), (int) Math.min(PlateRoom.MOST, hours / each)));
    }

    /// Asks the slicer for the plates of a line.
    List<Plated> ask(Handle change, Digest file, PlateWish one, List<Plates.Split> split, Instant now) {
        var slices = change.attach(Slices.class);
        return split.stream()
                .map(plate -> {
                    var wish = wish(file, one, plate.copies());
                    slices.ask(wish, now);
                    return new Plated(slices.find(wish).orElseThrow(), plate.times());
                })
                .toList();
    }

    private Slices.Wish wish(Digest file, PlateWish one, int copies) {
        return new Slices.Wish(
                file,
                one.settings(),
                slicer.get().orElseThrow(),
                copies,
                one.profile().name(),
                one.material().name(),
                one.quality().name(),
                one.extras().strength(),
                one.extras().supports(),
                one.extras().brim());
    }

    /// What the plates take, as guessed from the size of the part.
    static PriceRequest.Part estimated(Contents.Part mesh, PlateWish one, int quantity, int most) {
        var plates = Plates.split(quantity, most).stream()
                .map(split -> plate(mesh, one.of(split.copies()), split.times()))
                .toList();
        return request(mesh, one, quantity, new Plates(most, Math.round(Estimate.startS(one)), plates));
    }

    private static Plates.Plate plate(Contents.Part mesh, PlateWish wish, int times) {
        var estimate = Estimate.of(mesh.measures(), wish, mesh.overhangShare());
        return new Plates.Plate(
                wish.copies(),
                times,
                Math.round(estimate.filamentG().likely() * MILLIGRAMS_PER_GRAM),
                Math.round(estimate.timeS().likely()));
    }

    /// What the plates take, as they were sliced.
    static PriceRequest.Part sliced(Contents.Part mesh, PlateWish one, int quantity, int most, List<Plated> plated) {
        var plates = plated.stream()
                .map(plate -> {
                    var slice = plate.slice();
                    return new Plates.Plate(
                            slice.copies(), plate.times(), known(slice.milligrams()), known(slice.seconds()));
                })
                .toList();
        return request(mesh, one, quantity, new Plates(most, Math.round(Estimate.startS(one)), plates));
    }

    private static long known(@Nullable Long figure) {
        if (figure == null) throw new IllegalStateException("a slice that is done has a weight and a time");
        return figure;
    }

    private static PriceRequest.Part request(Contents.Part mesh, PlateWish one, int quantity, Plates plates) {
        var measures = mesh.measures();
        var fullest = plates.plates().getFirst();
        return new PriceRequest.Part(
                one.material().name(),
                Math.ceilDiv(fullest.milligrams(), fullest.copies()),
                Math.ceilDiv(fullest.seconds(), fullest.copies()),
                (int) Math.ceil(longestMm(measures)),
                isDefective(measures),
                quantity,
                plates);
    }

    private static double longestMm(Measures part) {
        return Math.max(part.widthMm(), Math.max(part.depthMm(), part.heightMm()));
    }

    private static boolean isDefective(Measures part) {
        return part.openEdges() + part.flippedEdges() + part.crowdedEdges() > 0;
    }
}
