package zarang.journal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the spool promises, on a disk that keeps its promises and nothing more. */
class SpoolDurabilityTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @TempDir Path folder;
    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-21T08:00:00Z"));

    private Spool open(Duration keepSent) throws IOException {
        return disk.open(new SpoolSettings(folder, 1 << 20, 4096, keepSent), clock);
    }

    private Spool open() throws IOException {
        return open(Duration.ofMinutes(5));
    }

    @Test
    void whatWasFlushedSurvivesAnyPowerCut() throws IOException {
        long seed = 5;
        Random random = new Random(seed);
        List<String> safe = new ArrayList<>();
        Spool spool = open();
        for (int round = 0; round < 200; round++) {
            List<String> unsafe = new ArrayList<>();
            for (int n = random.nextInt(30); n >= 0; n--) {
                String text = "entry " + round + "." + n;
                spool.append(text.getBytes(UTF_8), false);
                unsafe.add(text);
                if (random.nextInt(4) == 0) {
                    spool.flush(0);
                    safe.addAll(unsafe);
                    unsafe.clear();
                }
            }
            disk.powerCut();
            spool.close();
            spool = open();
            assertThat(all(spool)).as("seed %d round %d", seed, round).isEqualTo(safe);
        }
        spool.close();
    }

    @Test
    void fullDiskLeavesNoFilesAndNoDoublesAndEntriesGoFromMemory() throws IOException {
        try (Spool spool = open()) {
            fill(spool, "kept", 3);
            disk.room(7);
            spool.append("first".getBytes(UTF_8), false);
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> spool.flush(0)).hasMessageContaining("No space left");
            }
            spool.append("second".getBytes(UTF_8), false);
            assertThat(disk.files()).as("acked and one segment").hasSize(2);
            assertThat(spool.entries()).isEqualTo(3);
            Spool.Batch onDisk = spool.peek(9);
            assertThat(texts(onDisk)).containsExactly("kept 0", "kept 1", "kept 2");
            spool.acknowledge(onDisk, 0);
            Spool.Batch inMemory = spool.peek(9);
            assertThat(inMemory.inMemory()).isTrue();
            assertThat(texts(inMemory)).containsExactly("first", "second");
            assertThat(spool.acknowledge(inMemory, 0)).isEqualTo(2);
            assertThat(spool.inMemory()).isZero();
            assertThat(spool.entries()).isZero();
            assertThatThrownBy(() -> spool.flush(0)).as("it is asked").isNotNull();

            disk.room(Long.MAX_VALUE);
            spool.flush(0);
            assertThat(spool.peek(9).inMemory()).isFalse();
            fill(spool, "again", 1);
            assertThat(all(spool)).containsExactly("again 0");
        }
        try (Spool next = open()) {
            next.rewind(Place.FIRST);
            assertThat(all(next)).containsExactly("kept 0", "kept 1", "kept 2", "again 0");
            assertThat(next.damagedBytes()).isZero();
        }
    }

    @Test
    void diskThatNeitherSyncsNorCutsFillsNothingAndCountsNothingTwice() throws IOException {
        try (Spool spool = open()) {
            fill(spool, "kept", 2);
            disk.syncs(false);
            disk.cuts(false);
            spool.append("late".getBytes(UTF_8), false);
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> spool.flush(0)).isInstanceOf(IOException.class);
            }
            assertThat(disk.files()).hasSizeLessThanOrEqualTo(3);
            disk.syncs(true);
            disk.cuts(true);
            spool.flush(0);
            assertThat(all(spool)).containsExactly("kept 0", "kept 1", "late");
            for (int i = 0; i < 3; i++) {
                spool.acknowledge(spool.peek(1), 0);
                assertThat(spool.entries()).isEqualTo(2 - i);
            }
            spool.acknowledge(spool.peek(1), 0);
            assertThat(spool.entries()).isZero();
        }
    }

    @Test
    void whileTheDiskFailsTheMemoryHasABound() throws IOException {
        try (Spool spool = open()) {
            disk.room(0);
            spool.append(new byte[] {1}, false);
            assertThatThrownBy(() -> spool.flush(0)).isInstanceOf(IOException.class);
            int taken = 0;
            while (spool.append(new byte[10_000], true)) {
                taken++;
            }
            assertThat(taken).isBetween(100, 105);
        }
    }

    @Test
    void sectorThatCannotBeReadCostsItsEntriesAloneAndTheFileIsKept() throws IOException {
        SpoolSettings wide = new SpoolSettings(folder, 1 << 20, 1 << 18, Duration.ZERO);
        try (Spool spool = disk.open(wide, clock)) {
            fill(spool, "entry", 1000);
        }
        Path segment =
                disk.files().stream()
                        .filter(f -> f.toString().endsWith(".spool"))
                        .findFirst()
                        .get();
        disk.spoil(segment, 1);
        try (Spool spool = disk.open(wide, clock)) {
            List<String> left = all(spool);
            assertThat(left).hasSizeBetween(1000 - 4096 / 15 - 2, 1000 - 4096 / 18 + 2);
            assertThat(left).startsWith("entry 0").endsWith("entry 999");
            assertThat(spool.damagedBytes()).isGreaterThanOrEqualTo(4096);
            Spool.Batch batch = spool.peek(5000);
            while (!batch.payloads().isEmpty()) {
                spool.acknowledge(batch, 0);
                batch = spool.peek(5000);
            }
            spool.acknowledge(batch, 0);
            assertThat(spool.entries()).isZero();
            assertThat(disk.files())
                    .noneMatch(f -> f.toString().endsWith(".spool"))
                    .anyMatch(f -> f.toString().endsWith(".spool.damaged"));
        }
    }

    @Test
    void whatWasSentStaysForAWhileAndComesAgainFromWhereRedisLostIt() throws IOException {
        try (Spool spool = open(Duration.ofMinutes(5))) {
            fill(spool, "a", 2);
            spool.acknowledge(spool.peek(1), 0);
            Place known = spool.peek(1).from();
            spool.acknowledge(spool.peek(9), 0);
            fill(spool, "b", 1);
            spool.acknowledge(spool.peek(9), MINUTE);
            assertThat(spool.entries()).isZero();
            assertThat(spool.peek(9).payloads()).isEmpty();

            assertThat(spool.rewind(known)).isEqualTo(2);
            assertThat(texts(spool.peek(1))).containsExactly("a 1");
            spool.acknowledge(spool.peek(1), MINUTE);
            spool.acknowledge(spool.peek(1), MINUTE);
            assertThat(spool.rewind(Place.FIRST)).as("another Redis knows nothing").isEqualTo(3);
            assertThat(all(spool)).containsExactly("a 0", "a 1", "b 0");
            while (spool.entries() > 0) {
                spool.acknowledge(spool.peek(9), MINUTE);
            }
            fillAt(spool, "c", 1, 3 * MINUTE);
            fillAt(spool, "d", 1, 8 * MINUTE);
            while (spool.entries() > 0) {
                spool.acknowledge(spool.peek(9), 8 * MINUTE);
            }
            spool.retire(14 * MINUTE);
            assertThat(spool.rewind(Place.FIRST)).as("its time is up").isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatWasSentTakesAQuarterOfTheRoomAndGoesFirst() throws IOException {
        try (Spool spool = open(Duration.ofMinutes(5))) {
            for (int i = 0; i < 600; i++) {
                assertThat(spool.append(new byte[1000], false)).isTrue();
                spool.flush(i);
                spool.acknowledge(spool.peek(1), i);
            }
            assertThat(spool.bytes()).isBetween(200_000L, (1L << 18) + 8192);
            int taken = 0;
            while (spool.append(new byte[1000], true)) {
                taken++;
            }
            assertThat(taken).as("all of the room").isGreaterThan(1000);
        }
    }

    @Test
    void whatNobodyCanReadIsKeptForALaterVersion() throws IOException {
        try (Spool spool = open()) {
            spool.append("of the future".getBytes(UTF_8), false);
            spool.flush(0);
            Spool.Batch batch = spool.peek(1);
            assertThat(spool.park(batch.payloads().getFirst())).isTrue();
            spool.acknowledge(batch, 0);
        }
        disk.powerCut();
        try (Spool spool = open()) {
            assertThat(spool.unpark(0)).isEqualTo(1);
            assertThat(all(spool)).endsWith("of the future");
            assertThat(spool.unpark(0)).isZero();
        }
    }

    private static void fill(Spool spool, String name, int count) throws IOException {
        fillAt(spool, name, count, 0);
    }

    private static void fillAt(Spool spool, String name, int count, long now) throws IOException {
        for (int i = 0; i < count; i++) {
            spool.append((name + " " + i).getBytes(UTF_8), false);
        }
        spool.flush(now);
    }

    private static List<String> texts(Spool.Batch batch) {
        return batch.payloads().stream().map(p -> new String(p, UTF_8)).toList();
    }

    /** All that waits; it waits again afterwards. */
    private static List<String> all(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        Place start = spool.peek(1).from();
        Spool.Batch batch = spool.peek(5000);
        while (!batch.payloads().isEmpty()) {
            all.addAll(texts(batch));
            spool.acknowledge(batch, 0);
            batch = spool.peek(5000);
        }
        spool.rewind(start);
        return all;
    }
}
