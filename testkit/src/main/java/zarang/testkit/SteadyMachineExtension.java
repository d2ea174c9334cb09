package zarang.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** See {@link SteadyMachine}. Test methods without parameters. */
final class SteadyMachineExtension
        implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {
    private static final int TRIES = 5;

    /** A packet's time. */
    private static final long WAIT_MAX_NANOS = 20_000_000;

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(SteadyMachineExtension.class);

    /** Ns for which each thread was ready and had no processor. */
    private record Waits(Map<String, Long> ofThread) {
        static Waits now() {
            Map<String, Long> waits = new HashMap<>();
            if (Files.isDirectory(TASKS)) {
                try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
                    for (Path task : tasks) {
                        waits.put(task.toString(), of(task));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return new Waits(waits);
        }

        private static long of(Path task) {
            try {
                StringTokenizer figures =
                        new StringTokenizer(Files.readString(task.resolve("schedstat")));
                figures.nextToken(); // ns on a processor
                return Long.parseLong(figures.nextToken());
            } catch (IOException | NoSuchElementException ended) {
                return 0;
            }
        }

        boolean wasLong(Waits before) {
            return ofThread.entrySet().stream()
                    .anyMatch(e ->
                            e.getValue() - before.ofThread.getOrDefault(e.getKey(), 0L)
                                    > WAIT_MAX_NANOS);
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        context.getStore(OURS).put("waits", Waits.now());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        Waits before = context.getStore(OURS).get("waits", Waits.class);
        Throwable last = failure;
        for (int tries = 1; tries < TRIES; tries++) {
            if (before == null || !Waits.now().wasLong(before)) {
                throw last;
            }
            System.out.println(
                    "the machine did not keep up with "
                            + context.getDisplayName()
                            + ", which is run again: "
                            + last);
            before = Waits.now();
            Throwable next = run(context);
            if (next == null) {
                return;
            }
            last = next;
        }
        throw last;
    }

    private static @Nullable Throwable run(ExtensionContext context) throws IllegalAccessException {
        Method test = context.getRequiredTestMethod();
        test.setAccessible(true);
        try {
            test.invoke(context.getRequiredTestInstance());
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}
