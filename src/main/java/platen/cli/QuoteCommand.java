package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import platen.database.Database;
import platen.files.FileStore;
import platen.inspection.Inspection;
import platen.inspection.Look;
import platen.orders.PriceBooks;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookReader;
import platen.pricing.Pricing;
import platen.shop.Settings;
import platen.values.Reasons;

/// `platen quote`: what files would cost, line by line.
@Command(
        name = "quote",
        mixinStandardHelpOptions = true,
        description = "Prices files, line by line: 3D models and G-code as 3D parts, PDFs and pictures as paper work.",
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:Everything has a price.",
            "1:A person has to name a price, or a file must not be printed.",
            "2:There is no such file, or the command is wrong."
        },
        footer = {
            "%nOptions of a part: material, quality, strength (light, usual, strong), supports (yes, no). Of paper: size, paper, cover, ink (black, or black+red), press,",
            "sides (one, two), finishing (folding+stapling). Of both: rush, group, band, tax (in percent).",
            "What is left open is the first that the price book offers.",
            "%nExamples:",
            "  ./platen quote bracket.stl --option material=PETG --quantity 1,10,50",
            "  ./platen quote flyer.pdf --product flyer --option ink=black+red --option sides=two --quantity 500",
            "  ./platen quote zine.pdf --product booklet --prices book.toml --json"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class QuoteCommand implements Callable<Integer> {
    private static final int PRICED = 0;
    private static final int A_PERSON = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files to price.")
    private List<Path> files;

    @Option(
            names = "--product",
            paramLabel = "NAME",
            description =
                    "part, flyer, poster, card, booklet, sticker or copies (default: part for models, copies for documents).")
    private @Nullable String product;

    @Option(names = "--option", paramLabel = "K=V", description = "A choice, as often as needed.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--quantity",
            paramLabel = "N[,N…]",
            split = ",",
            defaultValue = "1",
            description = "How many; several are priced side by side (default: ${DEFAULT-VALUE}).")
    private List<Integer> quantities;

    @Option(
            names = "--prices",
            paramLabel = "BOOK.toml",
            description = "The price book (default: the published one of --data, else the examples in the jar).")
    private @Nullable Path prices;

    @Option(names = "--data", paramLabel = "DIR", description = "A shop's data folder, whose prices and tax are taken.")
    private @Nullable Path data;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "generic-marlin",
            description = "The printer to judge parts for (default: ${DEFAULT-VALUE}).")
    private String profileName;

    @Option(names = "--printers", paramLabel = "DIR", description = "A folder with printer profiles of your own.")
    private @Nullable Path ownProfiles;

    @Option(names = "--json", description = "Prints one line of JSON for each file and quantity.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        for (var quantity : quantities) {
            if (quantity < 1 || quantity > Pricing.MOST_COPIES) {
                throw wrong("A quantity is a whole number from 1 to " + Pricing.MOST_COPIES + ".");
            }
        }
        var profile = ProfileChoice.named(profileName, ownProfiles, spec);
        var shop = shop();
        var wish = QuoteWish.of(product, options, shop.taxBasisPoints(), this::wrong);
        var end = PRICED;
        for (var file : files) {
            if (!Files.isRegularFile(file)) throw wrong("There is no file " + file + ".");
            var inspection = Look.at(file, String.valueOf(file.getFileName()), profile, null, null);
            if (!quote(new QuotedFile(file, inspection, wish, profile), shop.book())) end = A_PERSON;
        }
        spec.commandLine().getOut().flush();
        return end;
    }

    /// Whether it has a price at each quantity.
    private boolean quote(QuotedFile file, PriceBook book) {
        var table = new QuoteTable(spec.commandLine().getOut(), json);
        if (file.inspection().mustNotBePrinted()) {
            file.inspection().findings().forEach(finding -> table.refused(file.name(), finding.message()));
            return false;
        }
        var all = new ArrayList<Price>();
        for (var quantity : quantities) {
            var request = file.request(book, quantity).orElseThrow(() -> wrong(unfit(file.inspection())));
            var why = file.why(book, quantity);
            var price = why.isEmpty() ? Pricing.price(book, request) : new Price.AskUs(new Reasons(why));
            table.show(file.name(), quantity, request, price, file.isEstimate());
            all.add(price);
        }
        return all.stream().allMatch(Price.Priced.class::isInstance);
    }

    private String unfit(Inspection inspection) {
        return inspection.name() + " can't become a " + (product == null ? "part" : product) + ": "
                + (inspection instanceof Inspection.OfDocument ? "it is a document." : "it is a 3D part.");
    }

    private record ShopPrices(PriceBook book, int taxBasisPoints) {}

    private ShopPrices shop() throws IOException {
        if (prices != null) return new ShopPrices(read(prices), 0);
        if (data == null) return new ShopPrices(example(), 0);
        var file = data.resolve("platen.db");
        if (!Files.isRegularFile(file)) throw wrong("There is no shop in " + data + ".");
        try (var database = Database.sqlite(file)) {
            var clock = InstantSource.system();
            var book = database.reading(PriceBooks.class).current(clock.instant());
            var settings = new Settings(database, new FileStore(data.resolve("files"), database, clock), clock);
            return new ShopPrices(
                    book.orElseThrow(() -> wrong("The shop in " + data + " has published no prices yet."))
                            .book(),
                    settings.shop().taxBasisPoints());
        }
    }

    /// The example that has the wanted size, where only the metric one has it.
    private PriceBook example() {
        var us = PriceBook.example(true);
        var size = options.getOrDefault("size", "");
        var isMetric =
                us.size(size).isEmpty() && PriceBook.example(false).size(size).isPresent();
        return isMetric ? PriceBook.example(false) : us;
    }

    private PriceBook read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw wrong("There is no file " + file + ".");
        return switch (PriceBookReader.read(Files.readString(file))) {
            case PriceBookReader.Outcome.Read(var book) -> book;
            case PriceBookReader.Outcome.Wrong(var complaints) ->
                throw wrong(file + " is no right price book:\n" + QuoteTable.said(complaints));
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
