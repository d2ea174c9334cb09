package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.fact.CallAnswering;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Subject;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class RedisJournalIT {
    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
    }

    @AfterEach
    void stopRedis() throws IOException {
        link.close();
        redis.close();
    }

    private RedisJournal open(String node) throws IOException {
        JournalSettings settings =
                new JournalSettings(
                        node,
                        SpoolSettings.in(folder.resolve(node)),
                        1000,
                        Duration.ofDays(7),
                        3,
                        5,
                        1, // in the stream's order, also among calls
                        Calls.DRAIN);
        return RedisJournal.open(settings, link, Waiting.clock(), Calls.TYPES);
    }

    /** Keeps what it gets, in order; fails for calls that it is told to fail for. */
    private static final class NamedKeeper implements JournalConsumer {
        final String name;
        final List<String> got = new CopyOnWriteArrayList<>();
        final ConcurrentHashMap<CallId, Integer> failures = new ConcurrentHashMap<>();

        NamedKeeper(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void accept(StoredEntry entry, long sequence) {
            CallId call = entry.subject().call().orElseThrow();
            int left = failures.getOrDefault(call, 0);
            if (left > 0) {
                failures.put(call, left - 1);
                throw new IllegalStateException("not yet");
            }
            got.add(entry.id() + "#" + sequence);
        }
    }

    private static List<String> numbered(CallId call, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> call + "." + n + "#" + n).toList();
    }

    @Test
    void entriesAreNumberedInTheirCallAndReachEveryGroupInOrder() throws IOException {
        CallId a = Calls.id();
        CallId b = Calls.id();
        NamedKeeper first = new NamedKeeper("first");
        NamedKeeper second = new NamedKeeper("second");
        try (RedisJournal journal = open("n1")) {
            journal.consume(first);
            for (int n = 1; n <= 200; n++) {
                journal.append(Calls.entry(a, n));
                journal.append(Calls.entry(b, n));
                journal.append(Calls.entry(a, n)); // a repetition changes nothing
            }
            journal.consume(second);
            Waiting.until(() -> second.got.size() >= 400 && first.got.size() >= 400);
            Waiting.until(() -> journal.figures().spoolEntries() == 0);
            assertThat(journal.figures().lost()).isZero();
        }
        for (NamedKeeper keeper : List.of(first, second)) {
            assertThat(keeper.got).hasSize(400).doesNotHaveDuplicates();
            assertThat(keeper.got).containsSubsequence(numbered(a, 1, 200));
            assertThat(keeper.got).containsSubsequence(numbered(b, 1, 200));
        }
    }

    @Test
    void whileRedisHangsEntriesWaitAndThenComeInOrder() throws Exception {
        CallId call = Calls.id();
        NamedKeeper keeper = new NamedKeeper("keeper");
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            journal.append(Calls.entry(call, 1));
            Waiting.until(() -> keeper.got.size() == 1);
            redis.pause();
            for (int n = 2; n <= 300; n++) {
                journal.append(Calls.entry(call, n));
            }
            Waiting.until(() -> journal.figures().redisAway());
            assertThat(journal.figures().spoolEntries()).isEqualTo(299);
            redis.resume();
            Waiting.until(() -> keeper.got.size() >= 300);
        }
        assertThat(keeper.got).isEqualTo(numbered(call, 1, 300));
    }

    @Test
    void anEntryIsSaidToBeOnDiskAlsoWhileRedisHangsAndNeverBeforeItIs() throws Exception {
        CallId call = Calls.id();
        List<Long> spooledWhenTold = new CopyOnWriteArrayList<>();
        redis.pause();
        try (RedisJournal journal = open("n1")) {
            for (int n = 1; n <= 3; n++) {
                var _ =
                        journal.appendDurably(Calls.entry(call, n))
                                .thenRun(() -> spooledWhenTold.add(spooled(folder.resolve("n1"))));
            }
            Waiting.until(() -> spooledWhenTold.size() == 3);
            assertThat(spooledWhenTold).as("bytes in the spool").allMatch(bytes -> bytes > 0);
            var _ =
                    journal.appendDurably(Calls.entry(call, 4))
                            .thenRun(() -> {
                                throw new IllegalStateException("a listener's own fault");
                            });
            var _ =
                    journal.appendDurably(Calls.entry(call, 5))
                            .thenRun(() -> spooledWhenTold.add(5L));
            Waiting.until(() -> spooledWhenTold.size() == 4);
            redis.resume();
            Waiting.until(() -> journal.figures().spoolEntries() == 0);
        }
        assertThat(spooledWhenTold).as("each told once").hasSize(4);
    }

    private static long spooled(Path spool) {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void anEntryThatIsLostIsNeverSaidToBeOnDisk() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        RedisJournal journal = open("n1");
        var _ = journal.appendDurably(Calls.entry(Calls.id(), 1)).thenRun(() -> told.add("kept"));
        Waiting.until(() -> told.size() == 1);
        journal.close();
        var _ =
                journal.appendDurably(Calls.entry(Calls.id(), 1))
                        .whenComplete((kept, failure) ->
                                told.add(failure instanceof EntryLostException ? "lost" : "?"));
        assertThat(journal.figures().lost()).isEqualTo(1);
        assertThat(told).containsExactly("kept", "lost");
    }

    @Test
    void whatWasSpooledWhileRedisWasDeadIsSentAfterARestart() throws Exception {
        CallId call = Calls.id();
        redis.pause();
        RedisJournal dying = open("n1");
        for (int n = 1; n <= 50; n++) {
            dying.append(Calls.entry(call, n));
        }
        Waiting.until(() -> dying.figures().spoolEntries() == 50);
        dying.close();
        redis.resume();

        NamedKeeper keeper = new NamedKeeper("keeper");
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            // the old process's call is ended before anything new
            Waiting.until(() -> keeper.got.size() >= 51);
        }
        assertThat(keeper.got.subList(0, 50)).isEqualTo(numbered(call, 1, 50));
        assertThat(keeper.got).endsWith(call + ".server-failure#51");
    }

    @Test
    void aCallThatWasOpenWhenTheProcessDiedEndsTruthfullyAndOnce() throws Exception {
        CallId talking = Calls.id();
        CallId inScript = Calls.id();
        CallId connected = Calls.id();
        CallId answering = Calls.id();
        CallId over = Calls.id();
        try (RedisJournal dying = open("n1")) {
            dying.append(Calls.entry(talking, 1));
            dying.append(Calls.entry(talking, 2, Calls.identified()));
            dying.append(Calls.entry(talking, 5, Calls.answered()));
            dying.append(Calls.entry(inScript, 1));
            dying.append(Calls.entry(connected, 1));
            dying.append(Calls.entry(connected, 2, new CallConnected()));
            dying.append(Calls.entry(answering, 1));
            dying.append(Calls.entry(answering, 2, new CallAnswering()));
            dying.append(Calls.entry(over, 1));
            dying.append(Calls.entry(over, 2, new CallAnswering()));
            dying.append(Calls.entry(over, 9, Calls.ended()));
        }
        List<StoredEntry> ends = new CopyOnWriteArrayList<>();
        List<StoredEntry> intents = new CopyOnWriteArrayList<>();
        JournalConsumer keeper =
                new JournalConsumer() {
                    @Override
                    public String name() {
                        return "keeper";
                    }

                    @Override
                    public void accept(StoredEntry entry, long sequence) {
                        if (entry.type() == CallEnded.TYPE) {
                            ends.add(entry);
                        }
                        if (entry.type() == CallAnswering.TYPE) {
                            intents.add(entry);
                        }
                    }
                };
        for (int start = 0; start < 3; start++) {
            CallId living = Calls.id();
            try (RedisJournal journal = open("n1")) {
                journal.append(Calls.entry(living, 1));
                List<OpenCall> recovered =
                        journal.recovered().toCompletableFuture().get(10, TimeUnit.SECONDS);
                assertThat(recovered).hasSize(start == 0 ? 4 : 0);
                journal.consume(keeper);
                Waiting.until(() -> isOpen(journal, living));
                journal.append(Calls.entry(living, 9, Calls.ended()));
                Waiting.until(
                        () -> ends.stream().anyMatch(e -> e.subject().equals(Subject.of(living))));
            }
        }
        assertThat(ends).extracting(StoredEntry::subject).hasSize(8).doesNotHaveDuplicates();
        CallEnded end = end(ends, talking);
        assertThat(end.termination().reason()).isEqualTo("server-failure");
        assertThat(end.termination().cause()).isEqualTo(Cause.SERVER_FAILURE);
        assertThat(end.member()).contains(new MemberId("m1"));
        assertThat(end.caller()).contains(Calls.NUMBER);
        assertThat(end.answered()).isTrue();
        assertThat(end.times().durationMs())
                .isEqualTo(end.times().talkMs() + 4000)
                .isGreaterThanOrEqualTo(4000);
        CallEnded unanswered = end(ends, inScript);
        assertThat(unanswered.answered()).isFalse();
        assertThat(unanswered.member()).isEqualTo(Optional.empty());
        assertThat(unanswered.times().talkMs()).isZero();
        CallEnded cut = end(ends, connected);
        assertThat(cut.answered()).isTrue();
        assertThat(cut.times().connectedMs()).isEqualTo(cut.times().durationMs() - 1000);
        assertThat(end(ends, answering).answered()).as("in the caller's favour").isTrue();
        assertThat(intents).as("the intent is the journal's own").isEmpty();
    }

    private static boolean isOpen(RedisJournal journal, CallId call) {
        return journal.openCalls("n1").toCompletableFuture().join().stream()
                .anyMatch(open -> open.call().equals(call));
    }

    private static CallEnded end(List<StoredEntry> ends, CallId call) {
        return ends.stream()
                .filter(e -> e.subject().equals(Subject.of(call)))
                .flatMap(e -> Keeper.ended(e).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFailingConsumerGetsTheEntryAgainBeforeTheNextOne() throws IOException {
        CallId call = Calls.id();
        NamedKeeper keeper = new NamedKeeper("keeper");
        keeper.failures.put(call, 2);
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            for (int n = 1; n <= 3; n++) {
                journal.append(Calls.entry(call, n));
            }
            Waiting.until(() -> keeper.got.size() == 3);
            assertThat(journal.figures().consumers().getFirst().failed()).isEqualTo(2);
        }
        assertThat(keeper.got).isEqualTo(numbered(call, 1, 3));
    }

    @Test
    void aPoisonEntryIsParkedAndTriedAgainAtTheNextStart() throws IOException {
        CallId poison = Calls.id();
        CallId good = Calls.id();
        NamedKeeper keeper = new NamedKeeper("keeper");
        keeper.failures.put(poison, 3);
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            journal.append(Calls.entry(poison, 1));
            journal.append(Calls.entry(good, 1));
            Waiting.until(() -> !keeper.got.isEmpty());
            assertThat(journal.figures().consumers().getFirst().parked()).isEqualTo(1);
        }
        assertThat(keeper.got).isEqualTo(numbered(good, 1, 1));
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            Waiting.until(() -> keeper.got.contains(poison + ".1#1"));
        }
        assertThat(link.async().xlen("{journal}:parked:keeper").toCompletableFuture().join())
                .isZero();
    }

    @Test
    void aFullParkingMakesTheConsumerWaitInsteadOfLosing() throws IOException {
        NamedKeeper keeper = new NamedKeeper("keeper");
        List<CallId> calls = new ArrayList<>();
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            for (int i = 0; i < 7; i++) {
                CallId call = Calls.id();
                calls.add(call);
                keeper.failures.put(call, i < 6 ? 4 : 0);
                journal.append(Calls.entry(call, 1));
            }
            // five are parked, the sixth is tried until it goes
            Waiting.until(() -> keeper.got.size() == 2);
            assertThat(journal.figures().consumers().getFirst().parked()).isEqualTo(5);
        }
        assertThat(keeper.got).isEqualTo(List.of(calls.get(5) + ".1#1", calls.get(6) + ".1#1"));
    }

    @Test
    void aRenamedNodeTakesOverWhatTheOldOneHadNotDone() throws Exception {
        CallId call = Calls.id();
        NamedKeeper stuck = new NamedKeeper("keeper");
        stuck.failures.put(call, Integer.MAX_VALUE);
        try (RedisJournal old = open("old")) {
            old.consume(stuck);
            old.append(Calls.entry(call, 1));
            old.append(Calls.entry(call, 2));
            Waiting.until(() -> old.figures().consumers().getFirst().failed() >= 1);
        }
        NamedKeeper keeper = new NamedKeeper("keeper");
        try (RedisJournal renamed = open("new")) {
            renamed.consume(keeper);
            Waiting.until(() -> keeper.got.size() == 2);
            assertThat(keeper.got).isEqualTo(numbered(call, 1, 2));
        }
    }

    @Test
    void twoNodesShareAGroupWithoutDoingAnythingTwice() throws IOException {
        CallId a = Calls.id();
        CallId b = Calls.id();
        NamedKeeper one = new NamedKeeper("keeper");
        NamedKeeper two = new NamedKeeper("keeper");
        try (RedisJournal first = open("n1");
                RedisJournal second = open("n2")) {
            first.consume(one);
            second.consume(two);
            for (int n = 1; n <= 50; n++) {
                first.append(Calls.entry(a, n));
                second.append(Calls.entry(b, n));
            }
            Waiting.until(() -> one.got.size() + two.got.size() == 100);
        }
        assertThat(one.got.size() * two.got.size()).isZero();
    }

    @Test
    void onlyWhatEveryGroupHasDoneIsTrimmed() throws Exception {
        CallId call = Calls.id();
        JournalStore store = new JournalStore(link, Duration.ofDays(1));
        NamedKeeper fast = new NamedKeeper("fast");
        NamedKeeper slow = new NamedKeeper("slow");
        slow.failures.put(call, Integer.MAX_VALUE);
        try (RedisJournal journal = open("n1")) {
            journal.consume(fast);
            journal.consume(slow);
            for (int n = 1; n <= 20; n++) {
                journal.append(Calls.entry(call, n));
            }
            // taken is not acknowledged yet
            Waiting.until(() -> journal.figures().consumers().getFirst().done() == 20);
            assertThat(fast.got).hasSize(20);
            JournalStore.Trimmed held =
                    store.trim(Waiting.clock().instant().plusSeconds(60))
                            .toCompletableFuture()
                            .join();
            assertThat(held.entries()).isZero();
            assertThat(held.heldBackBy()).isEqualTo("slow");
            slow.failures.clear();
            Waiting.until(() -> slow.got.size() >= 18);
            Waiting.untilAsserted(() ->
                    assertThat(
                                    store.trim(Waiting.clock().instant().plusSeconds(60))
                                            .toCompletableFuture()
                                            .join()
                                            .heldBackBy())
                            .isEmpty());
        }
        assertThat(link.async().xlen(JournalStore.STREAM).toCompletableFuture().join())
                .isLessThanOrEqualTo(1);
    }
}
