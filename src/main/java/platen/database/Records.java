package platen.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.EnumMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a row into a record: the column `cancel_by` into the component `cancelBy`; a component that is
/// a record of columns itself is read from the same row.
///
/// Jdbi's own mapper of constructors parses their type annotations anew in every query, which costs a
/// millisecond for twenty columns; this one looks at a record once. A large floor reads ten thousand rows at a time.
final class Records implements RowMapperFactory {
    private final Map<Class<?>, RecordReader> readers = new ConcurrentHashMap<>();

    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        return type instanceof Class<?> asked && isRow(asked, config)
                ? Optional.of(reader(asked, config))
                : Optional.empty();
    }

    private static boolean isRow(Class<?> type, ConfigRegistry config) {
        return type.isRecord() && config.get(ColumnMappers.class).findFor(type).isEmpty();
    }

    private RecordReader reader(Class<?> type, ConfigRegistry config) {
        var known = readers.get(type);
        if (known != null) return known;
        var parts = new ArrayList<Part>();
        for (var component : type.getRecordComponents()) parts.add(part(component, config));
        var made = new RecordReader(constructor(type), parts);
        readers.put(type, made);
        return made;
    }

    private Part part(RecordComponent component, ConfigRegistry config) {
        var type = component.getType();
        if (isRow(type, config)) return reader(type, config);
        var mapper = config.get(ColumnMappers.class)
                .findFor(component.getGenericType())
                .orElseThrow(() -> new IllegalArgumentException("no column is read into " + component));
        return new ColumnReader(column(component.getName()), mapper instanceof EnumMapper ? constants(type) : mapper);
    }

    /// The names of constants: Jdbi's own mapper of them looks at its configuration for each value.
    private static ColumnMapper<?> constants(Class<?> type) {
        var byName = new HashMap<String, Object>();
        for (var constant : type.getEnumConstants()) byName.put(((Enum<?>) constant).name(), constant);
        return (row, column, _) -> {
            var name = row.getString(column);
            var constant = name == null ? null : byName.get(name);
            if (name != null && constant == null)
                throw new IllegalStateException(name + " is no " + type.getSimpleName());
            return constant;
        };
    }

    private static Constructor<?> constructor(Class<?> type) {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) types[i] = components[i].getType();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its constructor", e);
        }
    }

    private static String column(String component) {
        var name = new StringBuilder();
        component.chars().forEach(c -> {
            if (Character.isUpperCase(c)) name.append('_');
            name.append((char) Character.toLowerCase(c));
        });
        return name.toString();
    }

    /// How a component comes out of a row.
    private sealed interface Part {
        /// In rows that have these columns: looked up once for a query, not for each row.
        Cell in(Map<String, Integer> columns);
    }

    private interface Cell {
        @Nullable
        Object read(ResultSet row, StatementContext context) throws SQLException;
    }

    private record ColumnReader(String column, ColumnMapper<?> mapper) implements Part {
        @Override
        public Cell in(Map<String, Integer> columns) {
            var index = columns.get(column);
            if (index == null) throw new IllegalArgumentException("the query has no column " + column);
            int at = index;
            return (row, context) -> mapper.map(row, at, context);
        }
    }

    private record RecordReader(Constructor<?> constructor, List<Part> parts) implements Part, RowMapper<Object> {
        @Override
        public Object map(ResultSet row, StatementContext context) throws SQLException {
            return specialize(row, context).map(row, context);
        }

        @Override
        public RowMapper<Object> specialize(ResultSet rows, StatementContext context) throws SQLException {
            var cells = cells(columns(rows));
            return (row, each) -> read(cells, row, each);
        }

        @Override
        public Cell in(Map<String, Integer> columns) {
            var cells = cells(columns);
            return (row, context) -> read(cells, row, context);
        }

        private Cell[] cells(Map<String, Integer> columns) {
            return parts.stream().map(part -> part.in(columns)).toArray(Cell[]::new);
        }

        private Object read(Cell[] cells, ResultSet row, StatementContext context) throws SQLException {
            var values = new @Nullable Object[cells.length];
            for (int i = 0; i < values.length; i++) values[i] = cells[i].read(row, context);
            try {
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a row does not make a " + constructor.getDeclaringClass(), e);
            }
        }

        private static Map<String, Integer> columns(ResultSet rows) throws SQLException {
            var names = rows.getMetaData();
            var columns = new HashMap<String, Integer>();
            for (int i = 1; i <= names.getColumnCount(); i++) columns.putIfAbsent(names.getColumnLabel(i), i);
            return columns;
        }
    }
}
