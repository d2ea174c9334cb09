package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallId;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class KillIT {
    @TempDir Path folder;

    @Test
    void whatTheSpoolHeldSurvivesKillNineOnceAndInOrder() throws Exception {
        long seed = 99;
        Random random = new Random(seed);
        try (TestRedis redis = TestRedis.start()) {
            for (int round = 0; round < 3; round++) {
                CallId call = Calls.id();
                Path spool = folder.resolve("spool");
                long safe = runAndKill(redis, spool, call, random.nextInt(1, 40));
                List<Long> sequences = new CopyOnWriteArrayList<>();
                List<StoredEntry> entries = new CopyOnWriteArrayList<>();
                JournalConsumer keeper =
                        new JournalConsumer() {
                            @Override
                            public String name() {
                                return "keeper";
                            }

                            @Override
                            public void accept(StoredEntry entry, long sequence) {
                                if (entry.subject().equals(Subject.of(call))) {
                                    entries.add(entry);
                                    sequences.add(sequence);
                                }
                            }
                        };
                try (RedisLink link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
                        RedisJournal journal =
                                RedisJournal.open(
                                        JournalSettings.of("victim", SpoolSettings.in(spool)),
                                        link,
                                        Waiting.clock(),
                                        Calls.TYPES)) {
                    journal.consume(keeper);
                    Waiting.until(
                            () -> !entries.isEmpty() && entries.getLast().type() == CallEnded.TYPE);
                }
                assertThat(entries.size() - 1L)
                        .as("seed %d round %d", seed, round)
                        .isGreaterThanOrEqualTo(safe);
                assertThat(sequences)
                        .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
                for (int n = 1; n < entries.size(); n++) {
                    assertThat(entries.get(n - 1).id()).isEqualTo(call + "." + n);
                }
            }
        }
    }

    /** The last number that the process said was safe. */
    private static long runAndKill(TestRedis redis, Path spool, CallId call, int lines)
            throws Exception {
        Process victim =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path", ""),
                                "-Xmx128m",
                                Victim.class.getName(),
                                redis.uri(),
                                spool.toString(),
                                call.value())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long safe = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), UTF_8))) {
            int seen = 0;
            String line = out.readLine();
            while (line != null) {
                if (line.matches("[0-9]+")) {
                    safe = Long.parseLong(line);
                    if (++seen == lines) {
                        // the handle, for the process itself would close its output
                        victim.toHandle().destroyForcibly();
                    }
                }
                line = out.readLine();
            }
        }
        victim.waitFor();
        assertThat(safe).isPositive();
        return safe;
    }
}
