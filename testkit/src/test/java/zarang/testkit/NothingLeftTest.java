package zarang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The check itself: each kind of thing that is left over is found, and named. */
class NothingLeftTest {
    private static final List<AutoCloseable> LEFT = new ArrayList<>();

    static class LeavesATimer {
        @Test
        void leaves() {
            NothingLeft.watch(this, () -> assertThat(1).as("timers").isZero());
        }
    }

    static class LeavesAPort {
        @Test
        void leaves() throws IOException {
            LEFT.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        }
    }

    static class LeavesAFile {
        @Test
        void leaves() throws IOException {
            LEFT.add(
                    FileChannel.open(
                            Files.createTempFile("left", "over"),
                            StandardOpenOption.DELETE_ON_CLOSE));
        }
    }

    static class LeavesAThread {
        @Test
        void leaves() {
            CountDownLatch end = new CountDownLatch(1);
            LEFT.add(end::countDown);
            Thread.ofPlatform().daemon().name("zarang-left").start(() -> rest(end));
        }

        private static void rest(CountDownLatch end) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static class LeavesNothing {
        @Test
        void leaves() throws IOException {
            NothingLeft.watch(this, () -> assertThat(0).as("timers").isZero());
            NothingLeft.watch(LEFT, () -> assertThat(1).as("legs").isZero());
            NothingLeft.unwatch(LEFT);
            new DatagramSocket(0, InetAddress.getLoopbackAddress()).close();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable left : LEFT) {
            left.close();
        }
        LEFT.clear();
    }

    @Test
    void whatIsLeftOverFailsTheTestThatLeftIt() {
        assertThat(failures(LeavesATimer.class)).contains("timers");
        assertThat(failures(LeavesAPort.class)).contains("port udp");
        assertThat(failures(LeavesAFile.class)).contains("file ");
        assertThat(failures(LeavesAThread.class)).contains("thread zarang-left");
    }

    @Test
    void whoLeavesNothingPasses() {
        assertThat(failures(LeavesNothing.class)).isEmpty();
    }

    private static String failures(Class<?> tests) {
        Events all =
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter(
                                "junit.jupiter.extensions.autodetection.enabled", "true")
                        .configurationParameter(NothingLeft.LIMIT_KEY, "100")
                        .selectors(selectClass(tests))
                        .execute()
                        .allEvents();
        StringBuilder text = new StringBuilder();
        all.executions().failed().stream()
                .map(execution -> execution.getTerminationInfo().getExecutionResult())
                .forEach(result ->
                        result.getThrowable().ifPresent(t -> text.append(t.getMessage())));
        return text.toString();
    }
}
