package platen.shop;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Language;

/// The shop's own words in another language than the one in which it wrote them: names of papers, inks, steps
/// and the sentences beside them. What was said once stays, since old orders name what the shop no longer
/// offers.
public interface OwnWords {
    record Row(String word, String says) {}

    @SqlUpdate("""
        insert into own_word (language, word, says)
        values (:language, :word, :says)
            on conflict (language, word)
            do update set says = excluded.says
        """)
    void say(Language language, String word, String says);

    @SqlQuery("select word, says from own_word where language = :language")
    List<Row> rows(Language language);

    default Map<String, String> in(Language language) {
        return rows(language).stream().collect(Collectors.toMap(Row::word, Row::says));
    }
}
