package platen.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is made of paper.
public enum PaperProduct {
    FLYER,
    POSTER,
    CARD,
    BOOKLET,
    STICKER,
    COPIES;

    /// As it is written in price books, requests and addresses.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static PaperProduct read(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException(word));
    }

    public static Optional<PaperProduct> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
