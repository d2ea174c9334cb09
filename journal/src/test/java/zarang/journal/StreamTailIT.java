package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.journal.ConsumerStore.Dealt;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Entries that this process has seen are dealt by their ids, and else they are read. */
class StreamTailIT {
    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink link;
    private ConsumerStore store;

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
        Waiting.until(link::isUp);
        store = new ConsumerStore(link, "shared", "n1");
        store.create();
    }

    @AfterEach
    void stopRedis() throws IOException {
        link.close();
        redis.close();
    }

    private String add(int sequence) throws Exception {
        RedisAsyncCommands<String, String> commands = link.async();
        return commands.xadd(
                        JournalStore.STREAM,
                        Map.of("seq", Integer.toString(sequence), "bucket", "0", "json", "{}"))
                .get();
    }

    private static Map<Integer, List<Dealt>> parts(String... ids) {
        return Map.of(0, List.of(ids).stream().map(id -> new Dealt(0, id, "1", "{}")).toList());
    }

    private ConsumerStore.Found read(String after) {
        return store.read(List.of(), 1, 256, 64, Map.of(0, after));
    }

    @Test
    void whatWasSeenIsDealtByItsIdsOnceAndLiesWithItsPartition() throws Exception {
        String first = add(1);
        assertThat(read("0-0").upto()).isEqualTo(first);
        String second = add(2);
        String third = add(3);
        assertThat(store.deal(first, third, 2, Map.of(0, first), parts(second, third)))
                .as("nothing lies between what was given and what is given now")
                .contains(Set.of(0));
        assertThat(store.behind()).as("not done, and nothing else is").isEqualTo(3);
        assertThat(store.deal(first, third, 2, Map.of(0, first), parts(second, third)))
                .as("another deals the same")
                .isEmpty();
        assertThat(read("0-0").entries())
                .as("to the next that has the partition")
                .extracting(Dealt::sequence)
                .containsExactly("1", "2", "3");
        store.done(List.of(first, second, third));
        assertThat(store.behind()).isZero();
    }

    @Test
    void whatAnotherDealtBeforeIsNotPassedOver() throws Exception {
        String first = add(1);
        assertThat(read("0-0").dealt()).isEqualTo(1);
        String second = add(2);
        assertThat(read(first).dealt()).as("by another node").isEqualTo(1);
        String third = add(3);
        assertThat(store.deal(first, third, 2, Map.of(0, first), parts(second, third)))
                .as("it was dealt further")
                .isEmpty();
        assertThat(store.deal(second, third, 1, Map.of(0, first), parts(third)))
                .as("the second was not given yet")
                .contains(Set.of());
        assertThat(read(first).entries()).extracting(Dealt::sequence).containsExactly("2", "3");
    }

    @Test
    void whatThisRedisHasNotIsNotDealt() throws Exception {
        String first = add(1);
        assertThat(read("0-0").dealt()).isEqualTo(1);
        String lost = "99999999999999-0";
        assertThat(store.deal(first, lost, 1, Map.of(0, first), parts(lost))).isEmpty();
        String second = add(2);
        assertThat(read(first).entries())
                .as("what comes then has an earlier id, and is dealt")
                .extracting(Dealt::id)
                .containsExactly(second);
    }

    @Test
    void moreThanMayBeDealtIsNotDealt() throws Exception {
        for (int n = 1; n <= 4_096; n++) {
            var _ =
                    link.async()
                            .xadd(
                                    JournalStore.STREAM,
                                    Map.of("seq", "1", "bucket", "0", "json", "{}"));
        }
        String upto = "";
        for (int n = 0; n < 4_096; n += 256) {
            ConsumerStore.Found found = read("0-0");
            assertThat(found.dealt()).isEqualTo(256);
            upto = found.upto();
        }
        String next = add(1);
        assertThat(store.deal(upto, next, 1, Map.of(0, "0-0"), parts(next))).isEmpty();
        assertThat(read("0-0").upto()).as("more is there").isEmpty();
        store.done(List.of(upto));
        assertThat(store.deal(upto, next, 1, Map.of(0, "0-0"), parts(next))).isPresent();
    }

    @Test
    void theTailKnowsWhatCameAfterAnEntryAndNothingFromBeforeItBegan() throws Exception {
        String before = add(1);
        String begin = add(2);
        StreamTail tail = new StreamTail(link);
        CountDownLatch told = new CountDownLatch(1);
        link.onUp(told::countDown); // after the tail's own: else it may begin twice
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        Thread thread = Thread.ofVirtual().start(tail);
        Waiting.until(() -> tail.after(begin, 9).isPresent());
        assertThat(tail.after(before, 9)).isEmpty();
        assertThat(tail.after("", 9)).isEmpty();
        String third = add(3);
        String fourth = add(4);
        Waiting.until(() -> tail.after(begin, 9).map(List::size).equals(Optional.of(2)));
        assertThat(tail.after(third, 9).orElseThrow())
                .extracting(StreamTail.Seen::id)
                .containsExactly(fourth);
        assertThat(tail.after(begin, 1).orElseThrow())
                .extracting(StreamTail.Seen::sequence)
                .containsExactly("3");
        assertThat(tail.after(fourth, 9).orElseThrow()).isEmpty();
        for (int n = 0; n < StreamTail.MOST; n++) {
            var _ = link.async().xadd(JournalStore.STREAM, Map.of("json", "{}"));
        }
        Waiting.until(() -> tail.after(fourth, 9).isEmpty());
        tail.stop();
        thread.join();
    }

    @Test
    void idsAreComparedByNumber() {
        assertThat(StreamTail.isBefore("9-1", "10-0")).isTrue();
        assertThat(StreamTail.isBefore("10-9", "10-10")).isTrue();
        assertThat(StreamTail.isBefore("10-1", "10-1")).isFalse();
        assertThat(StreamTail.isBefore("10-1", "9-9")).isFalse();
    }

    /** Eleven entries of a call for some consumers: their text goes through no function. */
    @Test
    void consumersThatKeepUpAreGivenWhatIsNewWithoutReadingIt() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        try (RedisJournal journal =
                RedisJournal.open(
                        JournalSettings.of("n1", SpoolSettings.in(folder)),
                        link,
                        Waiting.clock(),
                        Calls.TYPES)) {
            IntStream.range(0, 3).forEach(n -> journal.consume(taker("group-" + n, taken)));
            var first = Calls.id();
            journal.append(Calls.entry(first, 1));
            Waiting.until(() -> taken.size() == 3);
            long readings = readings(journal);
            for (int n = 0; n < 12; n++) {
                var call = Calls.id();
                journal.append(Calls.entry(call, 1));
                journal.append(Calls.entry(call, 2));
                int all = 3 * (1 + 2 * (n + 1));
                Waiting.until(() -> taken.size() == all);
            }
            assertThat(readings(journal) - readings)
                    .as(
                            "as often as it is looked what else may lie there; each of 12 rounds for each of 3 before")
                    .isLessThan(18);
        }
    }

    private static JournalConsumer taker(String name, List<String> taken) {
        return new JournalConsumer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void accept(StoredEntry entry, long sequence) {
                taken.add(name + " " + entry.id());
            }
        };
    }

    private static long readings(RedisJournal journal) {
        return journal.figures().consumers().stream()
                .mapToLong(JournalFigures.ConsumerFigures::readings)
                .sum();
    }
}
