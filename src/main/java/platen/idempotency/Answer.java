package platen.idempotency;

import org.jspecify.annotations.Nullable;

/// What was answered to a request that acted. A page is kept without its body, which may hold what is shown only once.
public record Answer(
        int status,
        @Nullable String location,
        @Nullable String cookie,
        @Nullable String contentType,
        @Nullable String body) {}
