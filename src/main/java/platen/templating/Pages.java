package platen.templating;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.DelegatingLoader;
import io.pebbletemplates.pebble.loader.FileLoader;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes pages of templates. Everything that a template prints is escaped for HTML, and a name that
/// it does not know is an error and not an empty place.
public final class Pages {
    private static final String FOLDER = "templates";
    private static final String SUFFIX = ".peb";

    private final PebbleEngine engine;

    private Pages(PebbleEngine engine) {
        this.engine = engine;
    }

    /// Templates come from the jar; in development from `folder`, read anew for each page.
    /// `asset` gives the address of a stylesheet, script or picture.
    public static Pages from(@Nullable Path folder, UnaryOperator<String> asset) {
        var loaders = new ArrayList<Loader<?>>();
        if (folder != null) {
            var files = new FileLoader(folder.toAbsolutePath().toString());
            files.setSuffix(SUFFIX);
            loaders.add(files);
        }
        var shipped = new ClasspathLoader(Pages.class.getClassLoader());
        shipped.setPrefix(FOLDER);
        shipped.setSuffix(SUFFIX);
        loaders.add(shipped);
        return new Pages(new PebbleEngine.Builder()
                .loader(new DelegatingLoader(loaders))
                .extension(new Writing(asset))
                .strictVariables(true)
                .cacheActive(folder == null)
                .build());
    }

    /// The template's page, for a reader with these manners.
    public String render(String template, Map<String, ? extends @Nullable Object> model, Manner manner) {
        return ScopedValue.where(Writing.MANNER, manner).call(() -> written(template, model, manner));
    }

    private String written(String template, Map<String, ? extends @Nullable Object> model, Manner manner) {
        var page = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(page, new HashMap<String, @Nullable Object>(model), manner.locale());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }
}
