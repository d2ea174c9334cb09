package zarang.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BatchedLogTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger log = context.getLogger(BatchedLogTest.class);

    @AfterEach
    void end() {
        log.detachAndStopAllAppenders();
    }

    @Test
    void eachLineIsWrittenOnceAndInOrder() {
        Writes written = new Writes();
        BatchedLog appender = begin(written);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            log.info("line={}", i);
            all.append("line=").append(i).append('\n');
        }
        appender.stop();
        assertThat(written.toString(UTF_8)).isEqualTo(all.toString());
        assertThat(appender.dropped()).isZero();
    }

    @Test
    void whateverIsInALineItIsOneLineAndSaysNothingToATerminal() {
        Writes written = new Writes();
        BatchedLog appender = begin(written, BatchedLog.MESSAGE);
        log.info(
                "name={} why={}",
                "\u001b[31mred\r\nERROR forged\u0000",
                "\u202etxt.exe\u2028\u0085x");
        log.info("نام={} {}", "زهرا\u200cی", "{'a', b}");
        appender.stop();
        assertThat(written.toString(UTF_8))
                .isEqualTo(
                        """
                        name=?[31mred??ERROR forged? why=?txt.exe??x
                        نام=زهرا\u200cی {'a', b}
                        """);
    }

    @Test
    void linesThatComeTogetherShareAWrite() {
        Writes written = new Writes();
        BatchedLog appender = begin(written);
        written.gate.drainPermits(); // the first write waits, and the others gather behind it
        log.info("first");
        await().until(written.gate::hasQueuedThreads);
        for (int i = 0; i < 500; i++) {
            log.info("line={}", i);
        }
        written.gate.release(1_000);
        appender.stop();
        assertThat(written.toString(UTF_8)).endsWith("line=499\n");
        assertThat(written.writes).isEqualTo(2);
    }

    @Test
    void aTerminalThatStandsStillHoldsUpNobodyAndWhatIsDroppedIsCounted() {
        CountDownLatch never = new CountDownLatch(1);
        BatchedLog appender =
                begin(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
        int more = 2_000;
        for (int i = 0; i < BatchedLog.WAITING_MAX + more; i++) {
            log.info("line={}", i);
        }
        assertThat(appender.dropped()).isBetween(1L, (long) more);
        never.countDown();
    }

    private BatchedLog begin(OutputStream out) {
        return begin(out, "%msg%n");
    }

    private BatchedLog begin(OutputStream out, String pattern) {
        BatchedLog appender = new BatchedLog(new PrintStream(out, false, UTF_8), pattern);
        appender.setContext(context);
        appender.start();
        log.setAdditive(false);
        log.setLevel(Level.INFO); // whatever the configuration of the tests says
        log.addAppender(appender);
        return appender;
    }

    /** Counts writes, each of which needs a permit. */
    private static final class Writes extends ByteArrayOutputStream {
        private final Semaphore gate = new Semaphore(1_000_000);
        private int writes;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            gate.acquireUninterruptibly();
            writes++;
            super.write(bytes, offset, length);
        }
    }
}
