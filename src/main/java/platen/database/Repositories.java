package platen.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionContext;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;

/// Hands out repositories: each interface is built once, and works on the handle of whoever calls it.
///
/// Jdbi builds one anew, with the settings of all its methods, whenever a handle is asked for it, which was a third of
/// what a page cost.
final class Repositories implements ExtensionFactory {
    private static final ScopedValue<HandleSupplier> CALLER = ScopedValue.newInstance();

    private final Extensions makers;
    private final HandleSupplier whoeverCalls;
    private final Map<Class<?>, Object> built = new ConcurrentHashMap<>();

    private Repositories(Jdbi jdbi) {
        var config = jdbi.getConfig().createCopy();
        this.makers = config.get(Extensions.class);
        this.whoeverCalls = new WhoeverCalls(jdbi, config);
    }

    /// To be called when `jdbi` knows everything else.
    static void teach(Jdbi jdbi) {
        jdbi.getConfig(Extensions.class).register(new Repositories(jdbi));
    }

    @Override
    public boolean accepts(Class<?> type) {
        return makers.hasExtensionFor(type);
    }

    @Override
    public Set<FactoryFlag> getFactoryFlags() {
        return Set.of(FactoryFlag.DONT_USE_PROXY);
    }

    @Override
    public <E> E attach(Class<E> type, HandleSupplier caller) {
        var repository = built.computeIfAbsent(type, this::build);
        var handler = Proxy.getInvocationHandler(repository);
        InvocationHandler calls = (_, method, arguments) ->
                ScopedValue.where(CALLER, caller).call(() -> handler.invoke(repository, method, arguments));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private Object build(Class<?> type) {
        return makers.findFor(type, whoeverCalls).orElseThrow();
    }

    private record WhoeverCalls(Jdbi jdbi, ConfigRegistry config) implements HandleSupplier {
        @Override
        public Handle getHandle() {
            return CALLER.get().getHandle();
        }

        @Override
        public Jdbi getJdbi() {
            return jdbi;
        }

        @Override
        public ConfigRegistry getConfig() {
            return CALLER.isBound() ? CALLER.get().getConfig() : config;
        }

        @Override
        public <V> V invokeInContext(ExtensionContext context, Callable<V> task) throws Exception {
            return CALLER.get().invokeInContext(context, task);
        }
    }
}
