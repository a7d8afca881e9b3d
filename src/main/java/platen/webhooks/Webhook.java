package platen.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A program elsewhere that is told what happened, and how far it has been told.
public record Webhook(
        long id,
        String url,
        String topics,
        boolean allowsLan,
        String createdBy,
        Instant createdAt,
        long firstEvent,
        long lastEvent,
        int tries,
        Instant dueAt,
        @Nullable Instant failingSince,
        @Nullable Instant pausedAt) {

    boolean wants(Topic topic) {
        return Topic.read(topics).contains(topic);
    }
}
