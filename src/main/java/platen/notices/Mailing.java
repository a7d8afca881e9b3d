package platen.notices;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Whether mail goes out from here, and how it went last.
public final class Mailing {
    private final @Nullable Post post;
    private final BooleanSupplier hasSender;
    private volatile @Nullable Message trouble;

    private Mailing(@Nullable Post post, BooleanSupplier hasSender) {
        this.post = post;
        this.hasSender = hasSender;
    }

    /// A shop that has no mail server named: workers tell customers everything.
    public static Mailing none() {
        return new Mailing(null, () -> false);
    }

    /// `hasSender` tells whether there is an address that mail can come from.
    public static Mailing by(Post post, BooleanSupplier hasSender) {
        return new Mailing(post, hasSender);
    }

    public Optional<Post> post() {
        return hasSender.getAsBoolean() ? Optional.ofNullable(post) : Optional.empty();
    }

    public boolean isSetUp() {
        return post().isPresent();
    }

    /// For the page of the shop.
    public Message status() {
        if (post == null) return Message.of("notices.off");
        if (!hasSender.getAsBoolean()) return Message.of("notices.no-sender");
        return Message.of("notices.on", post.place());
    }

    /// Why no mail could go out when it was tried last; null when it went.
    public @Nullable Message trouble() {
        return trouble;
    }

    public void went(Post.Outcome outcome) {
        trouble = outcome instanceof Post.Outcome.Unreachable(var why) ? why : null;
    }
}
