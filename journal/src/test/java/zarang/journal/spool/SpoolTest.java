package zarang.journal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-21T08:00:00Z"));

    @TempDir Path folder;

    private SpoolSettings settings() {
        return new SpoolSettings(folder, 1 << 20, 4096, Duration.ZERO);
    }

    @Test
    void whatWasFlushedIsThereInOrderAfterTheProcessIsGone() throws IOException {
        Spool dying = Spool.open(settings(), CLOCK);
        for (int i = 0; i < 500; i++) {
            dying.append(text(i), false);
            if (i % 50 == 49) {
                dying.flush(0);
            }
        }
        dying.append("never flushed".getBytes(UTF_8), false);
        dying.close();

        try (Spool next = Spool.open(settings(), CLOCK)) {
            assertThat(next.entries()).isEqualTo(500);
            assertThat(next.damagedBytes()).isZero();
            assertThat(drain(next)).hasSize(500).startsWith("entry 0").endsWith("entry 499");
            assertThat(next.bytes()).isZero();
            assertThat(segments()).isEmpty();
        }
    }

    @Test
    void anUnacknowledgedBatchComesAgain() throws IOException {
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            spool.append(text(1), false);
            spool.append(text(2), false);
            spool.flush(0);
            assertThat(texts(spool.peek(1))).containsExactly("entry 1");
            assertThat(texts(spool.peek(9))).containsExactly("entry 1", "entry 2");
            spool.acknowledge(spool.peek(1), 0);
            assertThat(texts(spool.peek(9))).containsExactly("entry 2");
        }
    }

    @Test
    void acknowledgedEntriesDoNotComeBackAfterAStart() throws IOException {
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            spool.append(text(1), false);
            spool.append(text(2), false);
            spool.flush(0);
            spool.acknowledge(spool.peek(1), 0);
        }
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            assertThat(drain(spool)).containsExactly("entry 2");
        }
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            assertThat(drain(spool)).isEmpty();
            spool.append(text(3), false);
            spool.flush(0);
            assertThat(drain(spool)).containsExactly("entry 3");
        }
    }

    @Test
    void aTornTailIsCutAndCounted() throws IOException {
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            spool.append(text(1), false);
            spool.append(text(2), false);
            spool.flush(0);
        }
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        for (int cut = whole.length - 1; cut > whole.length / 2; cut--) {
            Files.write(segment, Arrays.copyOf(whole, cut));
            try (Spool spool = Spool.open(settings(), CLOCK)) {
                assertThat(spool.entries()).isEqualTo(1);
                assertThat(spool.damagedBytes()).isEqualTo(cut - whole.length / 2);
                assertThat(texts(spool.peek(9))).containsExactly("entry 1");
            }
        }
    }

    @Test
    void damageCostsNoMoreThanTheFramesItTouches() throws IOException {
        long seed = 41;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            clear();
            int count = 1 + random.nextInt(200);
            try (Spool spool = Spool.open(settings(), CLOCK)) {
                for (int i = 0; i < count; i++) {
                    spool.append(text(i), false);
                }
                spool.flush(0);
            }
            Path segment = segments().get(random.nextInt(segments().size()));
            byte[] file = Files.readAllBytes(segment);
            int from = random.nextInt(file.length);
            int to = Math.min(file.length, from + 1 + random.nextInt(40));
            byte[] noise = new byte[to - from];
            if (random.nextBoolean()) {
                random.nextBytes(noise);
            }
            System.arraycopy(noise, 0, file, from, noise.length);
            Files.write(segment, file);

            try (Spool spool = Spool.open(settings(), CLOCK)) {
                List<String> left = drain(spool);
                int frame = Frames.HEADER + "entry 0".length();
                int touched = 2 + noise.length / frame;
                assertThat(left)
                        .as("seed %d round %d", seed, round)
                        .hasSizeGreaterThanOrEqualTo(count - touched)
                        .isSubsetOf(
                                Stream.iterate(0, i -> i + 1)
                                        .limit(count)
                                        .map(i -> "entry " + i)
                                        .toList());
                assertThat(left.stream().map(t -> Integer.parseInt(t.substring(6))).toList())
                        .isSorted();
                assertThat(segments()).isEmpty();
            }
        }
    }

    @Test
    void anyMixOfStepsAndDeathsKeepsOrderAndLosesNothingFlushed() throws IOException {
        long seed = 7;
        Random random = new Random(seed);
        Deque<String> model = new ArrayDeque<>();
        List<String> unflushed = new ArrayList<>();
        Spool spool = Spool.open(settings(), CLOCK);
        int next = 0;
        for (int step = 0; step < 1200; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> {
                    byte[] payload = new byte[1 + random.nextInt(600)];
                    Arrays.fill(payload, (byte) ('a' + next++ % 26));
                    assertThat(spool.append(payload, false)).isTrue();
                    unflushed.add(new String(payload, UTF_8));
                }
                case 5, 6, 7 -> {
                    spool.flush(0);
                    model.addAll(unflushed);
                    unflushed.clear();
                }
                case 8, 9, 10 -> {
                    Spool.Batch batch = spool.peek(1 + random.nextInt(20));
                    for (String text : texts(batch)) {
                        assertThat(text).as("seed %d step %d", seed, step).isEqualTo(model.poll());
                    }
                    if (!batch.payloads().isEmpty()) {
                        spool.acknowledge(batch, 0);
                    }
                }
                default -> {
                    spool.close();
                    unflushed.clear();
                    spool = Spool.open(settings(), CLOCK);
                }
            }
            assertThat(spool.entries()).as("seed %d step %d", seed, step).isEqualTo(model.size());
        }
        spool.close();
    }

    @Test
    void theLastTenthIsKeptForVitalEntries() throws IOException {
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            byte[] payload = new byte[1000];
            int plain = 0;
            while (spool.append(payload, false)) {
                plain++;
            }
            int vital = 0;
            while (spool.append(payload, true)) {
                vital++;
            }
            spool.flush(0);
            assertThat(plain).isBetween(930, 940);
            assertThat(vital).isBetween(100, 110);
            drain(spool);
            assertThat(spool.append(payload, false)).isTrue();
        }
    }

    @Test
    void aTornMarkOnlyMeansSendingAgain() throws IOException {
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            spool.append(text(1), false);
            spool.append(text(2), false);
            spool.flush(0);
            spool.acknowledge(spool.peek(1), 0);
        }
        Files.write(folder.resolve("acked"), new byte[] {1, 2, 3});
        try (Spool spool = Spool.open(settings(), CLOCK)) {
            assertThat(drain(spool)).containsExactly("entry 1", "entry 2");
        }
    }

    @Test
    void twoProcessesCannotShareASpool() throws IOException {
        try (Spool first = Spool.open(settings(), CLOCK)) {
            assertThat(first.entries()).isZero();
            assertThatThrownBy(() -> Spool.open(settings(), CLOCK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static byte[] text(int i) {
        return ("entry " + i).getBytes(UTF_8);
    }

    private static List<String> texts(Spool.Batch batch) {
        return batch.payloads().stream().map(p -> new String(p, UTF_8)).toList();
    }

    private static List<String> drain(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        while (true) {
            Spool.Batch batch = spool.peek(7);
            if (batch.payloads().isEmpty()) {
                spool.acknowledge(batch, 0);
                return all;
            }
            all.addAll(texts(batch));
            spool.acknowledge(batch, 0);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".spool")).sorted().toList();
        }
    }

    private void clear() throws IOException {
        for (Path segment : segments()) {
            Files.delete(segment);
        }
        Files.deleteIfExists(folder.resolve("acked"));
    }
}
