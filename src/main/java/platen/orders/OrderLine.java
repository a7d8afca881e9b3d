package platen.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.files.FileStore;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.Message;
import platen.values.OrderId;

/// One line of an order: a file and what is to be made of it; `remade` is a document that was made to fit.
public record OrderLine(
        LineId id,
        OrderId orderId,
        Product product,
        Digest file,
        String fileName,
        Contents contents,
        @Nullable Choices choices,
        @Nullable Remade remade) {

    /// What is printed: the file that came, or what was made of it.
    public Digest printed() {
        return remade == null ? file : remade.file();
    }

    /// Whether its file is still here.
    public boolean isFileKept() {
        return !file.equals(FileStore.DELETED);
    }

    /// Whether its part of the price can be reckoned by rules.
    public boolean isReckoned() {
        return switch (choices) {
            case Choices.Part _ -> !(contents instanceof Contents.Document);
            case Choices.Paper _ -> contents instanceof Contents.Document;
            case null -> false;
        };
    }

    /// What a person should know about what is printed.
    public List<Message> notes() {
        return (remade == null ? contents : remade.contents()).notes(choices);
    }
}
