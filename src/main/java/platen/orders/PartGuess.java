package platen.orders;

import java.util.List;
import platen.meshes.Fit;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.printers.Profile;
import platen.slicing.PlateRoom;
import platen.values.Message;

/// What a part asks of a printer as it is guessed from its size, by plates, as a draft's first price has it; and why a
/// person has to look at it.
public record PartGuess(PriceRequest.Part item, List<Message> why) {

    /// A material that the printer does not know weighs and flows as its first; so with qualities.
    public static PartGuess of(Profile printer, Contents.Part mesh, Choices.Part part, PriceBook book) {
        var one = PartPlans.wish(printer, mesh, known(printer, part));
        int most = PartPlans.most(mesh, one, book, PlateRoom.MOST);
        var item = PartPlans.estimated(mesh, one, part.quantity(), most);
        var named = new PriceRequest.Part(
                part.material(),
                item.milligrams(),
                item.seconds(),
                item.longestSideMm(),
                item.defective(),
                item.quantity(),
                item.plates());
        boolean isTooBig = !Fit.on(printer, mesh.measures()).isAsDrawn();
        return new PartGuess(named, LineWork.why(isTooBig, part, most));
    }

    private static Choices.Part known(Profile printer, Choices.Part part) {
        var material = printer.material(part.material())
                .orElse(printer.materials().getFirst())
                .name();
        var quality = printer.quality(part.quality())
                .orElse(printer.qualities().getFirst())
                .name();
        return new Choices.Part(
                material, part.colour(), quality, part.quantity(), part.strength(), part.withoutSupports());
    }
}
