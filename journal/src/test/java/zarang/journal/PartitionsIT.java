package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallId;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** A consumer's entries are dealt to partitions by subject, and the partitions to nodes. */
class PartitionsIT {
    private static final int ALL = 8;

    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink link;

    /** What all nodes' consumers took, in the order in which they took it. */
    private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());

    private record Taken(String node, Subject subject, long sequence) {}

    private class Node implements JournalConsumer {
        private final String node;

        Node(String node) {
            this.node = node;
        }

        @Override
        public String name() {
            return "shared";
        }

        @Override
        public void accept(StoredEntry entry, long sequence) throws Exception {
            taken.add(new Taken(node, entry.subject(), sequence));
        }
    }

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
        Waiting.until(link::isUp);
    }

    @AfterEach
    void stopRedis() throws IOException {
        link.close();
        redis.close();
    }

    private RedisJournal open(String node) throws IOException {
        return RedisJournal.open(
                JournalSettings.of(node, SpoolSettings.in(folder.resolve(node))),
                link,
                Waiting.clock(),
                Calls.TYPES);
    }

    private static List<CallId> calls(int n) {
        return Stream.generate(Calls::id).limit(n).toList();
    }

    private static void append(RedisJournal journal, List<CallId> calls, int from, int to) {
        for (int n = from; n <= to; n++) {
            for (CallId call : calls) {
                journal.append(Calls.entry(call, n));
            }
        }
    }

    private void everySubjectCameOnceAndInOrder(List<CallId> calls, int entries) {
        Map<Subject, List<Long>> bySubject = new HashMap<>();
        for (Taken each : List.copyOf(taken)) {
            bySubject.computeIfAbsent(each.subject(), s -> new ArrayList<>()).add(each.sequence());
        }
        assertThat(bySubject).hasSize(calls.size());
        assertThat(bySubject.values())
                .allSatisfy(numbers ->
                        assertThat(numbers)
                                .isEqualTo(LongStream.rangeClosed(1, entries).boxed().toList()));
    }

    @Test
    void whoIsSlowForOneSubjectIsNotWaitedForByOthers() throws Exception {
        List<CallId> calls = calls(40);
        CountDownLatch others = new CountDownLatch(10);
        Set<Subject> waited = ConcurrentHashMap.newKeySet();
        Node slow =
                new Node("n1") {
                    @Override
                    public void accept(StoredEntry entry, long sequence) throws Exception {
                        if (entry.subject().equals(Subject.of(calls.getFirst()))) {
                            if (others.await(10, TimeUnit.SECONDS)) {
                                waited.add(entry.subject());
                            }
                        } else {
                            others.countDown();
                        }
                        super.accept(entry, sequence);
                    }
                };
        try (RedisJournal journal = open("n1")) {
            journal.consume(slow);
            append(journal, calls, 1, 3);
            Waiting.until(() -> taken.size() == 120);
        }
        assertThat(waited).as("ten others went by").isNotEmpty();
        everySubjectCameOnceAndInOrder(calls, 3);
    }

    @Test
    @SuppressWarnings("unchecked") // Lettuce's varargs of a generic type
    void whatAnotherVersionDealtComesBeforeWhatIsNew() throws Exception {
        ConsumerStore store = new ConsumerStore(link, "shared", "n1");
        RedisAsyncCommands<String, String> redis = link.async();
        redis.xgroupCreate(
                        StreamOffset.from(JournalStore.STREAM, "0"),
                        "shared",
                        XGroupCreateArgs.Builder.mkstream())
                .get();
        String first = add("1");
        assertThat(sequences(store, "0-0")).containsExactly("1");
        String second = add("2");
        assertThat(sequences(store, first)).as("dealt and handed out at once").containsExactly("2");
        String third = add("3");
        redis.xreadgroup(
                        Consumer.from("shared", "dealer"),
                        StreamOffset.lastConsumed(JournalStore.STREAM))
                .get();
        redis.xclaim(JournalStore.STREAM, Consumer.from("shared", "p0"), 0, third).get();
        assertThat(sequences(store, second)).as("with nothing new").containsExactly("3");
        add("4");
        assertThat(sequences(store, second)).as("with something new").containsExactly("3", "4");
        assertThat(sequences(store, "0-0")).as("to the next").containsExactly("1", "2", "3", "4");
    }

    private String add(String sequence) throws Exception {
        return link.async()
                .xadd(JournalStore.STREAM, Map.of("seq", sequence, "bucket", "0", "json", "{}"))
                .get();
    }

    private static List<String> sequences(ConsumerStore store, String after) {
        return sequences(store, List.of(), after);
    }

    private static List<String> sequences(
            ConsumerStore store, List<String> unwanted, String after) {
        return store.read(unwanted, 1, 256, 64, Map.of(0, after)).entries().stream()
                .map(ConsumerStore.Dealt::sequence)
                .toList();
    }

    @Test
    void whatAGroupDoesNotWantIsDoneForItButNotWhatIsOfAnotherVersion() throws Exception {
        ConsumerStore store = new ConsumerStore(link, "shared", "n1");
        RedisAsyncCommands<String, String> redis = link.async();
        redis.xgroupCreate(
                        StreamOffset.from(JournalStore.STREAM, "0"),
                        "shared",
                        XGroupCreateArgs.Builder.mkstream())
                .get();
        add("1", "ivr.input");
        add("2", "call.ended");
        add("3", "ivr.input/2");
        add("4", "tea.was-made");
        String earlier = add("5");
        add("6", "ivr.input");
        List<String> unwanted = List.of("ivr.input", "ivr.verb");
        assertThat(store.behind()).isEqualTo(6);
        assertThat(sequences(store, unwanted, "0-0")).containsExactly("2", "3", "4", "5");
        assertThat(store.behind()).as("the two others are done").isEqualTo(4);
        assertThat(sequences(store, unwanted, "0-0"))
                .as("to the next that has the partition")
                .containsExactly("2", "3", "4", "5");
        add("7", "ivr.verb");
        assertThat(sequences(store, unwanted, earlier)).isEmpty();
        add("8", "call.ended");
        assertThat(sequences(store, unwanted, earlier)).containsExactly("8");
        assertThat(redis.xpending(JournalStore.STREAM, "shared").get().getCount()).isEqualTo(5);
    }

    private String add(String sequence, String type) throws Exception {
        return link.async()
                .xadd(
                        JournalStore.STREAM,
                        Map.of("seq", sequence, "bucket", "0", "type", type, "json", "{}"))
                .get();
    }

    @Test
    void twoNodesShareThePartitionsAndOneThatStopsLeavesItsOwnToTheOther() throws Exception {
        List<CallId> calls = calls(60);
        RedisJournal first = open("n1");
        first.consume(new Node("n1"));
        append(first, calls, 1, 5);
        Waiting.until(() -> taken.size() == 300);
        assertThat(taken).extracting(Taken::node).containsOnly("n1");
        try (RedisJournal second = open("n2")) {
            second.consume(new Node("n2"));
            Waiting.until(() -> held().size() == 2);
            append(first, calls, 6, 10);
            Waiting.until(() -> taken.size() == 600);
            assertThat(taken.subList(300, 600)).extracting(Taken::node).contains("n1", "n2");
            append(first, calls, 11, 12);
            first.close();
            append(second, calls, 13, 15);
            Waiting.until(() -> taken.size() == 900);
            Waiting.until(() -> held().equals(Map.of("n2", ALL)));
        }
        everySubjectCameOnceAndInOrder(calls, 15);
    }

    /** How many partitions each node has. */
    private Map<String, Integer> held() {
        Map<String, Integer> held = new TreeMap<>();
        link.async()
                .hgetall("{journal}:shares:shared")
                .toCompletableFuture()
                .join()
                .values()
                .forEach(node -> held.merge(node, 1, Integer::sum));
        return held;
    }

    @Test
    void whatADeadNodeHadBeenDealtIsTakenOverFirstAndInOrder() throws Exception {
        List<CallId> calls = calls(30);
        Duration silent = Duration.ofSeconds(2);
        ConsumerStore dead = new ConsumerStore(link, "shared", "dead");
        try (RedisJournal journal = open("n1")) {
            append(journal, calls, 1, 4);
            Waiting.until(() -> journal.figures().sent() == 120);
            link.async()
                    .xgroupCreate(
                            io.lettuce.core.XReadArgs.StreamOffset.from(JournalStore.STREAM, "0"),
                            "shared")
                    .toCompletableFuture()
                    .join();
            ConsumerStore.Share share = dead.share(silent, ALL);
            assertThat(share.own()).as("alone, it has them all").hasSize(ALL);
            Map<Integer, String> after = new TreeMap<>();
            share.own().forEach(partition -> after.put(partition, "0-0"));
            assertThat(dead.read(List.of(), ALL, 64, 64, after).entries())
                    .as("given, and never done")
                    .hasSize(64);

            journal.consume(new Node("n1"));
            append(journal, calls, 5, 6);
            Waiting.until(() -> taken.size() == 180);
        }
        everySubjectCameOnceAndInOrder(calls, 6);
    }

    @Test
    void howManyPartitionsThereAreIsSaidOnceForAll() {
        ConsumerStore one = new ConsumerStore(link, "shared", "n1");
        ConsumerStore two = new ConsumerStore(link, "other", "n2");
        assertThat(one.share(Duration.ofSeconds(5), 8).all()).isEqualTo(8);
        assertThat(two.share(Duration.ofSeconds(5), 3).all()).isEqualTo(8);
    }

    @Test
    void everyNodeHasAFairPartAndNeverMoreThanThereAre() {
        Duration silent = Duration.ofSeconds(30);
        List<ConsumerStore> nodes =
                IntStream.range(0, 3)
                        .mapToObj(n -> new ConsumerStore(link, "shared", "n" + n))
                        .toList();
        assertThat(nodes.get(0).share(silent, ALL).own()).hasSize(8);
        ConsumerStore.Share second = nodes.get(1).share(silent, ALL);
        assertThat(second.own()).as("all are held").isEmpty();
        ConsumerStore.Share first = nodes.get(0).share(silent, ALL);
        assertThat(first.fair()).isEqualTo(4);
        first.own().subList(4, 8).forEach(nodes.get(0)::giveUp);
        assertThat(nodes.get(1).share(silent, ALL).own()).hasSize(4);
        nodes.get(0).leave(ALL);
        assertThat(nodes.get(2).share(silent, ALL).own()).hasSize(4);
        assertThat(nodes.get(1).share(silent, ALL).own()).hasSize(4);
    }
}
