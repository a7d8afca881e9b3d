package platen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that programs can ask for; the document is made of these, and so are the routes.
///
/// @param asks    what is sent with it, on acts
/// @param answers what comes back; where `isList`, so many of them and where to read on
record ApiRoute(
        String method,
        String path,
        Access access,
        String says,
        @Nullable Class<?> asks,
        Class<?> answers,
        boolean isList,
        List<Query> queries) {
    record Query(String name, String says, List<String> choices) {}

    /// `GET /api/v1/jobs/{id}` is `getJobsById`.
    String name() {
        var name = new StringBuilder(method.toLowerCase(java.util.Locale.ROOT));
        for (var part : path.substring(ApiErrors.ROOT.length()).split("[/-]", -1)) {
            var word = part.startsWith("{")
                    ? "By" + part.substring(1, 2).toUpperCase(java.util.Locale.ROOT)
                            + part.substring(2, part.length() - 1)
                    : part;
            name.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
