package zarang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Checks after every test of the house, by itself, that nothing is left over. JUnit finds it, no
 * test has to name it.
 *
 * <p>A bench or a world says what it holds ({@link #watch}): legs, timers, ports, leases. After the
 * test, and after its own {@code @AfterEach}, all of that must be gone. After a class, so must its
 * ports (sockets that listen, and those of UDP), the files that it opened below the folder for
 * temporary files, and Zarang's own threads.
 */
public final class NothingLeft
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                AfterEachCallback,
                AfterAllCallback {
    /**
     * The key for what real parts may take to let go of something, in ms; 20 s, and nothing waits
     * that long when all is well.
     */
    static final String LIMIT_KEY = "zarang.nothing-left.limit-ms";

    private static final int LIMIT_MS = 20_000;

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(NothingLeft.class);

    private static final ThreadLocal<Map<Object, Runnable>> WATCHED =
            ThreadLocal.withInitial(IdentityHashMap::new);

    /**
     * Has something checked once the running test is over. Thread of the test.
     *
     * @param owner a bench or a world
     * @param check fails with an {@link AssertionError} that names what is left of it; any thread
     */
    public static void watch(Object owner, Runnable check) {
        WATCHED.get().put(owner, check);
    }

    /** The test leaves something over on purpose, to show that this is seen. Thread of the test. */
    public static void unwatch(Object owner) {
        WATCHED.get().remove(owner);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OURS).put("before", Held.now());
    }

    /** Before the test's own fields, which may hold a bench. */
    @Override
    public void preConstructTestInstance(
            TestInstanceFactoryContext factory, ExtensionContext context) {
        WATCHED.get().clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Runnable> checks = List.copyOf(WATCHED.get().values());
        WATCHED.get().clear();
        if (context.getExecutionException().isEmpty()) {
            checks.forEach(check -> settle(check, context));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // a class inside a class is done when the outer one is
        Held before = context.getStore(OURS).get("before", Held.class);
        boolean dies = AnnotationSupport.isAnnotated(context.getTestClass(), SimulatesDeath.class);
        if (before != null
                && !dies
                && context.getTestClass().filter(NothingLeft::isInner).isEmpty()) {
            settle(
                    () ->
                            assertThat(Held.now().without(before))
                                    .as("left over after " + context.getDisplayName())
                                    .isEmpty(),
                    context);
        }
    }

    private static boolean isInner(Class<?> tests) {
        return tests.isMemberClass() && !Modifier.isStatic(tests.getModifiers());
    }

    /** Real parts may take a moment; what fails to the end fails with its own words. */
    private static void settle(Runnable check, ExtensionContext context) {
        int limit = context.getConfigurationParameter(LIMIT_KEY, Integer::valueOf).orElse(LIMIT_MS);
        try {
            await().atMost(Duration.ofMillis(limit))
                    .pollInSameThread() // a virtual loop has one thread
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsMatching(AssertionError.class::isInstance)
                    .until(() -> {
                        check.run();
                        return true;
                    });
        } catch (ConditionTimeoutException e) {
            check.run();
        }
    }
}
