package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.database.Database;

/// What open pages ask for again and again never reads a table that grows with the years from end to end.
class ScaleTest {
    private static final Pattern WHOLE_TABLE = Pattern.compile(
            "SCAN (job|attempt|event|customer_order|quote|book_entry|job_run|notice)( |$)(?!.*INDEX).*");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platen.web.TodayRows",
                "platen.notices.Overdue",
                "platen.queue.Jobs",
                "platen.queue.JobPlaces",
                "platen.queue.JobNeeds",
                "platen.queue.Makings",
                "platen.queue.Starts",
                "platen.orders.Orders",
                "platen.events.Events",
                "platen.fleet.Attempts"
            })
    void readsNoGrowingTableFromEndToEnd(String rows) throws ClassNotFoundException {
        try (var database = Database.sqlite(folder.resolve("shop.db"))) {
            var whole = new ArrayList<String>();
            queries(Class.forName(rows))
                    .forEach(query -> database.look(look -> {
                        var sql = query.getAnnotation(SqlQuery.class).value().replaceAll("(?<!:):[a-zA-Z]+", "1");
                        for (var step :
                                look.createQuery("explain query plan " + sql).mapToMap())
                            if (WHOLE_TABLE
                                    .matcher(String.valueOf(step.get("detail")))
                                    .matches()) whole.add(query.getName() + ": " + step.get("detail"));
                        return null;
                    }));
            assertEquals(List.of(), whole);
        }
    }

    private static Stream<Method> queries(Class<?> rows) {
        return Arrays.stream(rows.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(SqlQuery.class));
    }
}
