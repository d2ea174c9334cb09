package zarang.tests.planted;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test in a process of its own, whose class path has the fault in front. */
final class PlantedMain {
    static final int PASSED = 0;
    static final int FAILED = 10;
    static final int NOTHING_RAN = 11;

    private PlantedMain() {}

    /**
     * Ends with one of the codes above; the first failure is printed.
     *
     * @param args a class, with {@code #method} or without
     */
    public static void main(String[] args) {
        DiscoverySelector test =
                args[0].contains("#")
                        ? DiscoverySelectors.selectMethod(args[0])
                        : DiscoverySelectors.selectClass(args[0]);
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(test).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getFailures().stream()
                .findFirst()
                .ifPresent(failure ->
                        out.println(
                                "PLANTED "
                                        + failure.getTestIdentifier().getDisplayName()
                                        + ": "
                                        + root(failure.getException())));
        System.exit(
                summary.getTotalFailureCount() > 0
                        ? FAILED
                        : summary.getTestsSucceededCount() > 0 ? PASSED : NOTHING_RAN);
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
