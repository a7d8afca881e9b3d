package platen.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import platen.inspection.Inspection;
import platen.orders.Choices;
import platen.orders.Contents;
import platen.orders.PartGuess;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.printers.Material;
import platen.printers.Profile;
import platen.values.Message;

/// A file that was inspected, and what it shall become.
record QuotedFile(Path file, Inspection inspection, QuoteWish wish, Profile profile) {
    private static final double MILLIGRAMS_PER_GRAM = 1_000;
    private static final double MM3_PER_CM3 = 1_000;

    String name() {
        return inspection.name();
    }

    /// A model that nobody has sliced: its time and its plastic are guessed from its size.
    boolean isEstimate() {
        return inspection instanceof Inspection.OfMesh;
    }

    /// Why a person names the price of so many, whatever the rules say.
    List<Message> why(PriceBook book, int quantity) {
        return inspection instanceof Inspection.OfMesh mesh && wantsPart()
                ? guess(book, mesh, quantity).why()
                : List.of();
    }

    /// The request for so many; nothing where the file can't become that product.
    Optional<PriceRequest> request(PriceBook book, int quantity) {
        Optional<? extends PriceRequest.Item> item = switch (inspection) {
            case Inspection.OfMesh mesh ->
                wantsPart() ? Optional.of(guess(book, mesh, quantity).item()) : Optional.empty();
            case Inspection.OfProgram program ->
                wantsPart() ? Optional.of(program(book, program, quantity)) : Optional.empty();
            case Inspection.OfDocument document ->
                product().map(product -> wish.paper(product, document.pages().pages(), quantity));
            case Inspection.Unreadable _ -> Optional.empty();
        };
        return item.map(one -> new PriceRequest(List.of(one), wish.terms(), wish.taxBasisPoints()));
    }

    private boolean wantsPart() {
        return wish.paper().isEmpty();
    }

    private Optional<PaperProduct> product() {
        return wish.isOpen() ? Optional.of(PaperProduct.COPIES) : wish.paper();
    }

    private PartGuess guess(PriceBook book, Inspection.OfMesh mesh, int quantity) {
        var quality = wish.option("quality").isEmpty() ? "normal" : wish.option("quality");
        var choices = new Choices.Part(
                materialName(book),
                "",
                quality,
                quantity,
                wish.strength(),
                wish.option("supports").equals("no"));
        var part =
                new Contents.Part(mesh.measures(), List.of(), mesh.soundness().overhangShare());
        return PartGuess.of(profile, part, choices, book);
    }

    private PriceRequest.Part program(PriceBook book, Inspection.OfProgram program, int quantity) {
        var grams = program.plan().filamentMm3() / MM3_PER_CM3 * material(book).densityGCm3();
        return new PriceRequest.Part(
                materialName(book),
                Math.round(grams * MILLIGRAMS_PER_GRAM),
                Math.round(program.plan().timeS()),
                0,
                false,
                quantity);
    }

    private String materialName(PriceBook book) {
        if (!wish.option("material").isEmpty()) return wish.option("material");
        return book.materials().isEmpty() ? "" : book.materials().getFirst().name();
    }

    /// As the printer knows it; a material that it does not know weighs and flows as its first.
    private Material material(PriceBook book) {
        return profile.material(materialName(book)).orElse(profile.materials().getFirst());
    }
}
