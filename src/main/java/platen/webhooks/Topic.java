package platen.webhooks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import platen.events.Event;

/// What events are about, as somebody chooses them for a webhook.
public enum Topic {
    ORDERS,
    MONEY,
    JOBS,
    MACHINES,
    COMPUTERS;

    /// Nothing for what concerns the shop's own people and settings.
    static Optional<Topic> of(Event event) {
        return switch (event.subjectKind()) {
            case ORDER -> Optional.of(event.what().key().startsWith("books.") ? MONEY : ORDERS);
            case JOB -> Optional.of(JOBS);
            case MACHINE -> Optional.of(MACHINES);
            case HOST -> Optional.of(COMPUTERS);
            case SHOP, PERSON -> Optional.empty();
        };
    }

    static String written(Set<Topic> topics) {
        return topics.stream().sorted().map(Topic::name).collect(Collectors.joining(" "));
    }

    static Set<Topic> read(String written) {
        return Arrays.stream(written.split(" ", -1))
                .map(Topic::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
    }
}
