package zarang.call.actor;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After every test of this room: no call, leg, timer, recording, place or reservation is left over
 * on any bench that the test used. Registered for all tests by {@code META-INF/services}; a test
 * has nothing to do for it. A test that failed already is not looked at.
 */
public final class NothingLeftOver implements AfterTestExecutionCallback {
    private static final ThreadLocal<List<Bench>> BENCHES = ThreadLocal.withInitial(ArrayList::new);

    /** Each bench tells of itself. */
    static void watch(Bench bench) {
        BENCHES.get().add(bench);
    }

    /** A test that leaves something over on purpose. */
    static void unwatch(Bench bench) {
        BENCHES.get().remove(bench);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<Bench> used = List.copyOf(BENCHES.get());
        BENCHES.remove();
        if (context.getExecutionException().isEmpty()) {
            used.forEach(Bench::assertNothingIsLeftOver);
        }
    }
}
