package platen.shop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Language;

/// What the shop does not print and why, in its own words; in a language that it has none for, pages say ours.
interface NotPrinted {
    record Row(Language language, String words) {}

    @SqlQuery("select language, words from not_printed")
    List<Row> rows();

    @SqlUpdate("delete from not_printed where language = :language")
    void clear(Language language);

    @SqlUpdate("insert into not_printed (language, words) values (:language, :words)")
    void add(Language language, String words);

    default Map<Language, String> all() {
        var all = new EnumMap<Language, String>(Language.class);
        rows().forEach(row -> all.put(row.language(), row.words()));
        return all;
    }
}
