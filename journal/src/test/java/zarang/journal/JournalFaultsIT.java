package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallId;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallAnswering;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.FactTypes;
import zarang.call.fact.QueueJoined;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.RepairNeededException;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.ForgetfulDisk;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** One part is at fault; nothing else may stop for it, and nothing may be lost. */
class JournalFaultsIT {
    private static final NodeTimes QUICK =
            new NodeTimes(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(600));
    private static final RedisJournal.Version TODAY =
            new RedisJournal.Version(new EntryReader(Calls.TYPES), QUICK);

    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink link;

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

    private JournalSettings settings(String node) {
        return Calls.inOrder(node, SpoolSettings.in(folder.resolve(node)));
    }

    private RedisJournal open(String node) throws IOException {
        return open(node, TODAY);
    }

    private RedisJournal open(String node, RedisJournal.Version version) throws IOException {
        return RedisJournal.open(settings(node), link, Waiting.clock(), version);
    }

    private void hset(String key, String field, String value) {
        link.async().hset(key, field, value).toCompletableFuture().join();
    }

    private long length(String stream) {
        return link.async().xlen(stream).toCompletableFuture().join();
    }

    @Test
    void openCallsThatCannotBeReadAreSetAsideAndKeepNobodyWaiting() throws Exception {
        CallId open = Calls.id();
        try (RedisJournal dying = open("n1")) {
            dying.append(Calls.entry(open, 1));
        }
        hset("{journal}:open:n1", "NOTACALLID", "{\"startedAt\":\"1\",\"lastAt\":\"1\"}");
        hset("{journal}:open:n1", Calls.id().value(), "{torn");
        hset(
                "{journal}:open:n1",
                Calls.id().value(),
                "{\"startedAt\":\"1\",\"lastAt\":\"1\",\"caller\":\"nobody\"}");
        CallId living = Calls.id();
        Keeper keeper = new Keeper();
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            journal.append(Calls.entry(living, 1));
            Waiting.until(() -> keeper.has(living, CallStarted.TYPE));
            assertThat(keeper.end(open).termination().reason()).isEqualTo("server-failure");
            assertThat(journal.figures().aside()).isEqualTo(3);
            assertThat(journal.figures().redisAway()).isFalse();
        }
        assertThat(length("{journal}:aside")).isEqualTo(3);
    }

    @Test
    void entryThatRedisCannotTakeIsSetAsideAndTheOthersOfItsBatchGoOn() throws Exception {
        CallId damaged = Calls.id();
        CallId torn = Calls.id();
        CallId good = Calls.id();
        link.async().set("{journal}:call:" + damaged, "no hash").toCompletableFuture().join();
        Keeper keeper = new Keeper();
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            journal.append(Calls.entry(torn, 1));
            Waiting.until(() -> keeper.got.size() == 1);
            hset("{journal}:open:n1", torn.value(), "{torn");
            journal.append(Calls.entry(damaged, 1));
            journal.append(Calls.entry(torn, 2, Calls.answered()));
            journal.append(Calls.entry(good, 1));
            Waiting.until(() -> keeper.got.size() == 3);
            assertThat(keeper.ids()).containsExactly(torn + ".1", torn + ".2", good + ".1");
            assertThat(journal.figures().aside()).isEqualTo(1);
        }
        assertThat(length("{journal}:aside")).isEqualTo(1);
    }

    @Test
    void entryThatNeedsARepairIsPutAsideAtOnceAndTakenAfterIt() throws Exception {
        CallId damaged = Calls.id();
        CallId good = Calls.id();
        Keeper keeper = new Keeper();
        AtomicBoolean repaired = new AtomicBoolean();
        JournalConsumer club =
                new JournalConsumer() {
                    @Override
                    public String name() {
                        return keeper.name();
                    }

                    @Override
                    public void accept(StoredEntry entry, long sequence) throws Exception {
                        if (entry.id().startsWith(damaged.value()) && !repaired.get()) {
                            throw new RepairNeededException("the account is damaged");
                        }
                        keeper.accept(entry, sequence);
                    }
                };
        try (RedisJournal journal = open("n1")) {
            journal.consume(club);
            journal.append(Calls.entry(damaged, 1));
            journal.append(Calls.entry(good, 1));
            Waiting.until(() -> keeper.ids().contains(good + ".1"));
            assertThat(journal.figures().consumers().getFirst().failed())
                    .as("not tried again and again while others wait")
                    .isEqualTo(1);
            assertThat(length("{journal}:parked:keeper")).isEqualTo(1);
        }
        repaired.set(true);
        try (RedisJournal journal = open("n1")) {
            journal.consume(club);
            Waiting.until(() -> keeper.ids().contains(damaged + ".1"));
        }
        assertThat(keeper.ids())
                .as("beside what the second start writes for calls that were open")
                .filteredOn(id -> id.endsWith(".1"))
                .containsExactly(good + ".1", damaged + ".1");
        assertThat(length("{journal}:parked:keeper")).isZero();
    }

    @Test
    void olderVersionBetweenTwoNewerOnesLosesNothingAndDoesNotStandStill() throws Exception {
        CallId call = Calls.id();
        FactTypes known =
                new FactTypes(
                        Calls.TYPES.all().stream()
                                .filter(type -> type != QueueJoined.TYPE)
                                .filter(type -> type != CallAnswered.TYPE)
                                .toList());
        RedisJournal.Version older = new RedisJournal.Version(new EntryReader(known), QUICK);
        // the newer version leaves facts in the spool that the older one does not know
        redis.pause();
        try (RedisJournal newer = open("n1")) {
            newer.append(Calls.entry(call, 1));
            newer.append(Calls.entry(call, 2, Calls.answered()));
            Waiting.until(() -> newer.figures().spoolEntries() == 2);
        }
        redis.resume();
        Keeper old = new Keeper();
        try (RedisJournal journal = open("n1", older)) {
            journal.consume(old);
            journal.append(Calls.entry(call, 3));
            for (int n = 4; n < 14; n++) {
                journal.append(Calls.entry(call, n, Calls.answered()));
            }
            journal.append(Calls.entry(call, 14));
            // ten tries of each would be 265 s
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> old.ids().contains(call + ".14"));
            assertThat(journal.figures().consumers().getFirst().unread()).isEqualTo(11);
            assertThat(journal.figures().consumers().getFirst().failed()).isZero();
            assertThat(journal.figures().consumers().getFirst().dropped()).isZero();
        }
        assertThat(old.ids()).doesNotContain(call + ".2").contains(call + ".1", call + ".3");
        Keeper fresh = new Keeper();
        try (RedisJournal journal = open("n1")) {
            journal.consume(fresh);
            Waiting.until(() -> fresh.got.size() == 11);
        }
        assertThat(fresh.ids()).startsWith(call + ".2").endsWith(call + ".13");
        assertThat(length("{journal}:unread:keeper")).isZero();
    }

    @Test
    void nodeThatFellSilentIsAdoptedItsCallsAreEndedOnceAndNothingOfItIsLeft() throws Exception {
        CallId lost = Calls.id();
        try (RedisJournal gone = open("gone")) {
            gone.append(Calls.entry(lost, 1));
            gone.append(Calls.entry(lost, 2, new CallAnswering()));
        }
        hset("{journal}:nodes", "gone", "1");
        Keeper keeper = new Keeper();
        CallId living = Calls.id();
        try (RedisJournal one = open("one");
                RedisJournal two = open("two")) {
            one.consume(keeper);
            one.append(Calls.entry(living, 1));
            Waiting.until(() -> keeper.has(lost, CallEnded.TYPE));
            assertThat(keeper.end(lost).answered()).isTrue();
            Waiting.until(() -> !nodes().containsKey("gone"));
            Waiting.until(() -> one.figures().adopted() + two.figures().adopted() == 1);
            assertThat(nodes()).containsOnlyKeys("one", "two");
            assertThat(link.async().exists("{journal}:open:gone").toCompletableFuture().join())
                    .isZero();
            assertThat(link.async().hkeys("{journal}:sent").toCompletableFuture().join())
                    .doesNotContain("gone");
            assertThat(keeper.has(living, CallEnded.TYPE)).isFalse();
        }
        assertThat(keeper.ids()).doesNotHaveDuplicates();
    }

    private Map<String, String> nodes() {
        return link.async().hgetall("{journal}:nodes").toCompletableFuture().join();
    }

    @Test
    void callThatACrashCutLastedUntilItsProcessWasLastHeardOfAndNotUntilTheRestart()
            throws Exception {
        CallId cut = Calls.id();
        try (RedisJournal dying = open("n1")) {
            dying.append(Calls.entry(cut, 1));
            dying.append(Calls.entry(cut, 3, new CallConnected()));
        }
        String lastBeat = Long.toString(Calls.START.plusSeconds(10).toEpochMilli());
        hset("{journal}:nodes", "n1", lastBeat);
        Keeper keeper = new Keeper();
        try (RedisJournal journal = open("n1")) {
            journal.consume(keeper);
            Waiting.until(() -> keeper.has(cut, CallEnded.TYPE));
        }
        assertThat(keeper.end(cut).times().durationMs()).isEqualTo(9000);
        assertThat(keeper.end(cut).times().connectedMs()).isEqualTo(7000);
    }

    @Test
    void afterAnOutageOfRedisNobodyIsTakenForSilent() throws Exception {
        CallId call = Calls.id();
        Keeper keeper = new Keeper();
        try (RedisJournal one = open("one");
                RedisJournal two = open("two")) {
            one.consume(keeper);
            one.append(Calls.entry(call, 1));
            two.append(Calls.entry(Calls.id(), 1));
            Waiting.until(() -> keeper.got.size() == 2);
            redis.pause();
            Waiting.until(() -> !link.isUp());
            redis.resume();
            Waiting.until(link::isUp);
            one.append(Calls.entry(call, 2));
            Waiting.until(() -> keeper.got.size() == 3);
            assertThat(one.figures().adopted() + two.figures().adopted()).isZero();
        }
    }

    @Test
    void secondProcessWithTheNameOfALivingOneIsRefusedAndHarmsNothing() throws Exception {
        CallId call = Calls.id();
        Keeper keeper = new Keeper();
        JournalSettings cloned = Calls.inOrder("n1", SpoolSettings.in(folder.resolve("clone")));
        try (RedisJournal living = open("n1")) {
            living.awaitName();
            living.consume(keeper);
            living.append(Calls.entry(call, 1));
            Waiting.until(() -> keeper.got.size() == 1);
            try (RedisJournal clone = RedisJournal.open(cloned, link, Waiting.clock(), TODAY)) {
                assertThatThrownBy(clone::awaitName)
                        .isInstanceOf(NodeTakenException.class)
                        .hasMessageContaining("n1")
                        .hasMessageContaining("copied");
                assertThat(clone.figures().nodeTaken()).isTrue();
            }
            living.append(Calls.entry(call, 2));
            Waiting.until(() -> keeper.got.size() == 2);
            assertThat(keeper.has(call, CallEnded.TYPE)).isFalse();
            assertThat(living.figures().nodeTaken()).isFalse();
        }
    }

    @Test
    void processThatWasKilledDoesNotKeepItsNameFromItsSuccessor() throws Exception {
        JournalStore store = new JournalStore(link, Duration.ofDays(14));
        store.alive("n1", "killed", QUICK.freeAfter()).toCompletableFuture().join();
        try (RedisJournal next = open("n1")) {
            assertThatCode(next::awaitName).doesNotThrowAnyException();
            CallId call = Calls.id();
            next.append(Calls.entry(call, 1));
            Waiting.until(() -> next.figures().sent() == 1);
        }
    }

    @Test
    void whileTheDiskIsFullEntriesGoToRedisAndWhatCannotIsCountedAtTheStop() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk();
        JournalSettings settings = settings("n1");
        CallId call = Calls.id();
        Keeper keeper = new Keeper();
        RedisJournal journal =
                RedisJournal.open(
                        settings,
                        link,
                        Waiting.clock(),
                        disk.open(settings.spool(), Waiting.clock()),
                        TODAY);
        journal.consume(keeper);
        disk.room(0);
        JournalEntry kept =
                journal.appendDurably(Calls.entry(call, 1)).toCompletableFuture().join();
        assertThat(kept.id()).isEqualTo(call + ".1");
        journal.append(Calls.entry(call, 2));
        Waiting.until(() -> keeper.got.size() == 2);
        assertThat(journal.figures().diskFails()).isTrue();
        assertThat(journal.figures().lost()).isZero();
        disk.room(Long.MAX_VALUE);
        journal.append(Calls.entry(call, 3));
        Waiting.until(() -> !journal.figures().diskFails());
        Waiting.until(() -> keeper.got.size() == 3);
        assertThat(keeper.ids()).containsExactly(call + ".1", call + ".2", call + ".3");

        disk.room(0);
        redis.pause();
        Waiting.until(() -> !link.isUp());
        journal.append(Calls.entry(call, 4));
        Waiting.until(() -> journal.figures().memoryEntries() == 1);
        journal.close();
        assertThat(journal.figures().lost()).isEqualTo(1);
        redis.resume();
    }
}
