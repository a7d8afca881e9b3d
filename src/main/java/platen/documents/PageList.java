package platen.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers of pages as people write them: `1, 3–5, 9 …`.
final class PageList {
    private static final int MOST_RANGES = 8;

    private PageList() {}

    /// `pages` rise.
    static String of(List<Integer> pages) {
        var ranges = new ArrayList<int[]>();
        for (int page : pages) {
            if (!ranges.isEmpty() && ranges.getLast()[1] == page - 1) ranges.getLast()[1] = page;
            else ranges.add(new int[] {page, page});
        }
        var written = ranges.stream()
                .limit(MOST_RANGES)
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "–" + range[1]);
        return Stream.concat(written, ranges.size() > MOST_RANGES ? Stream.of("…") : Stream.empty())
                .collect(Collectors.joining(", "));
    }
}
