package platen.pricing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import platen.pricing.first.FirstBook;
import platen.pricing.first.FirstEngine;
import platen.pricing.first.FirstRequest;
import platen.values.Json;

/// Stored books and requests of every engine, and of persons. A book of the first one is JSON, later ones are TOML.
public final class Reckoning {
    /// Pages read the same few books again and again, and a small computer takes its time over TOML.
    private static final int BOOKS_KEPT = 8;

    private static final Map<String, PriceBook> BOOKS = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PriceBook> eldest) {
            return size() > BOOKS_KEPT;
        }
    });

    private Reckoning() {}

    /// Reckons a quote anew by the engine that made it.
    public static Price again(int engine, String book, String request) {
        return switch (engine) {
            case PersonPrice.ENGINE -> Json.read(request, PersonPrice.class).price(book(book));
            case FirstEngine.ENGINE ->
                FirstEngine.price(Json.read(book, FirstBook.class), Json.read(request, FirstRequest.class));
            case Pricing.ENGINE -> Pricing.price(book(book), Json.read(request, PriceRequest.class));
            default -> throw new IllegalArgumentException("no engine " + engine);
        };
    }

    /// A stored book as today's engine reads it.
    public static PriceBook book(String stored) {
        return BOOKS.computeIfAbsent(stored, Reckoning::read);
    }

    private static PriceBook read(String stored) {
        return isOfFirst(stored) ? Json.read(stored, FirstBook.class).today() : PriceBookReader.stored(stored);
    }

    /// A stored book as TOML.
    public static String toml(String stored) {
        return isOfFirst(stored) ? PriceBookWriter.write(book(stored)) : stored;
    }

    /// What a stored quote asked for, in today's words.
    public static PriceRequest request(int engine, String stored) {
        return switch (engine) {
            case PersonPrice.ENGINE -> Json.read(stored, PersonPrice.class).asked();
            case FirstEngine.ENGINE -> Json.read(stored, FirstRequest.class).today();
            default -> Json.read(stored, PriceRequest.class);
        };
    }

    private static boolean isOfFirst(String stored) {
        return stored.startsWith("{");
    }
}
