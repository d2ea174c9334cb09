package zarang.routing.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.CallerWait;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.Subject;
import zarang.call.loop.VirtualLoop;
import zarang.routing.agent.AgentStateChanged;

/** The figures agree with the list of calls, whatever comes again and whatever dies. */
abstract class StatisticsContract {
    /** Clocks go back in the night, on 2026-10-25. */
    private static final Instant FROM = Instant.parse("2026-10-24T15:07:00Z");

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final QueueName SALES = new QueueName("sales");

    abstract StatisticsStore store();

    /** How many calls a test makes up. */
    abstract int calls();

    /** In how many days. */
    abstract int days();

    /** Fails before or after it had its effect, as a process that dies. */
    private record Mortal(StatisticsStore real, Random random) {
        private static <T> CompletionStage<T> dead() {
            return CompletableFuture.failedFuture(new IllegalStateException("killed"));
        }

        <T> CompletionStage<T> fate(java.util.function.Supplier<CompletionStage<T>> step) {
            int fate = random.nextInt(20);
            if (fate == 0) {
                return dead();
            }
            CompletionStage<T> done = step.get();
            return fate == 1 ? done.thenCompose(value -> dead()) : done;
        }

        StatisticsStore store() {
            return (StatisticsStore)
                    java.lang.reflect.Proxy.newProxyInstance(
                            StatisticsStore.class.getClassLoader(),
                            new Class<?>[] {StatisticsStore.class},
                            (proxy, method, args) ->
                                    fate(() -> {
                                        try {
                                            return (CompletionStage<?>) method.invoke(real, args);
                                        } catch (ReflectiveOperationException e) {
                                            throw new CompletionException(e);
                                        }
                                    }));
        }
    }

    private static StatisticsConsumer consumer(StatisticsStore store, Instant now) {
        return new StatisticsConsumer(store, () -> now, FROM, queue -> RandomDays.LIMITS);
    }

    /** As the journal deals them out: subjects at once, each in order, from where it was left. */
    private static void deal(RandomDays days, StatisticsStore store, Random random) {
        StatisticsStore mortal = new Mortal(store, random).store();
        List<StatisticsConsumer> nodes =
                List.of(consumer(mortal, days.end()), consumer(mortal, days.end()));
        List<List<ToldEntry>> open = new ArrayList<>(days.entries);
        Map<Subject, Integer> done = new HashMap<>();
        while (!open.isEmpty()) {
            int which = random.nextInt(open.size());
            List<ToldEntry> story = open.get(which);
            Subject subject = story.getFirst().subject();
            int next = done.getOrDefault(subject, 0);
            if (next == story.size()) {
                open.remove(which);
                continue;
            }
            // some come again that were done and not acknowledged
            int from = random.nextInt(8) == 0 ? Math.max(0, next - 3) : next;
            StatisticsConsumer node = nodes.get(random.nextInt(2));
            int to = Math.min(story.size() - 1, next + random.nextInt(4));
            List<CompletionStage<?>> begun =
                    random.nextBoolean() ? begun(node, story, next, to) : List.of();
            for (int i = from; i <= to; i++) {
                boolean isBegun = i >= next && i < next + begun.size();
                if (!(isBegun && isDone(begun.get(i - next)))
                        && !given(node, story.get(i), i + 1)) {
                    break;
                }
                done.merge(subject, i + 1, Math::max);
            }
        }
    }

    /** Those that come together are begun, up to the first that is not. */
    private static List<CompletionStage<?>> begun(
            StatisticsConsumer node, List<ToldEntry> story, int from, int to) {
        List<CompletionStage<?>> begun = new ArrayList<>();
        try {
            for (int i = from; i <= to; i++) {
                Optional<CompletionStage<?>> stage = node.begin(story.get(i), i + 1);
                if (stage.isEmpty()) {
                    break;
                }
                begun.add(stage.get());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return begun;
    }

    private static boolean isDone(CompletionStage<?> stage) {
        try {
            var _ = stage.toCompletableFuture().join();
            return true;
        } catch (CompletionException failed) {
            return false;
        }
    }

    private static boolean given(StatisticsConsumer node, ToldEntry entry, int sequence) {
        try {
            node.accept(entry, sequence);
            return true;
        } catch (Exception killed) {
            assertThat(killed).hasMessageContaining("killed");
            return false;
        }
    }

    private Statistics reader(Instant now, ZoneId zone) {
        return new Statistics(new VirtualLoop(now), store(), zone, queue -> RandomDays.LIMITS);
    }

    private static StatisticsWish wish(Instant from, Instant to, IntervalStep step) {
        return new StatisticsWish(from, to, step, Optional.empty(), Optional.empty(), 100_000);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void sumsOverAgentsQueuesAndIntervalsAgreeWithTheListOfCalls() {
        long seed = Long.getLong("zarang.seed", 20_261_127L);
        RandomDays days = new RandomDays(seed, FROM, Duration.ofDays(days()), calls());
        deal(days, store(), new Random(seed));
        NaiveCount naive = new NaiveCount(days);
        for (ZoneId zone : List.of(BERLIN, TEHRAN)) {
            Statistics statistics = reader(days.end(), zone);
            Instant from = NaiveCount.begin(FROM, IntervalStep.DAY, zone);
            Instant to =
                    NaiveCount.begin(days.end(), IntervalStep.DAY, zone).plus(Duration.ofDays(1));
            for (IntervalStep step : IntervalStep.values()) {
                String about = "seed " + seed + " " + zone + " " + step;
                List<QueueRow> queues = done(statistics.queues(wish(from, to, step)));
                List<AgentRow> agents = done(statistics.agents(wish(from, to, step)));
                assertThat(queues).isNotEmpty();
                assertThat(agents).isNotEmpty();
                for (QueueRow row : queues) {
                    assertThat(row)
                            .as(about)
                            .isEqualTo(naive.queue(row.queue(), row.from(), row.to()));
                }
                for (AgentRow row : agents) {
                    assertThat(row)
                            .as(about)
                            .isEqualTo(naive.agent(row.agent(), row.from(), row.to()));
                }
                assertThat(agents).extracting(AgentRow::from).as(about).isSorted();
                if (step != IntervalStep.WHOLE) {
                    assertThat(agents)
                            .as(about)
                            .allSatisfy(row ->
                                    assertThat(NaiveCount.begin(row.from(), step, zone))
                                            .isEqualTo(row.from()));
                }
                assertSums(about, days, queues, agents);
            }
        }
    }

    private static void assertSums(
            String about, RandomDays days, List<QueueRow> queues, List<AgentRow> agents) {
        long offered = days.waits.stream().filter(RandomDays.Waited::offered).count();
        long answered = days.waits.stream().filter(RandomDays.Waited::answered).count();
        assertThat(queues.stream().mapToLong(QueueRow::offered).sum()).as(about).isEqualTo(offered);
        assertThat(queues.stream().mapToLong(QueueRow::answered).sum())
                .as(about)
                .isEqualTo(answered)
                .isEqualTo(agents.stream().mapToLong(AgentRow::answered).sum());
        assertThat(queues.stream().mapToLong(row -> row.handling().wrapUpMs()).sum())
                .as(about)
                .isEqualTo(agents.stream().mapToLong(row -> row.handling().wrapUpMs()).sum())
                .isEqualTo(days.waits.stream().mapToLong(RandomDays.Waited::wrapUpMs).sum());
        assertThat(agents.stream().mapToLong(row -> sum(row.states())).sum())
                .as(about)
                .isEqualTo(
                        days.states.stream()
                                .filter(did -> !did.state().equals("logged-out"))
                                .mapToLong(did ->
                                        Duration.between(did.from(), did.to().orElse(days.end()))
                                                .toMillis())
                                .sum());
        for (QueueRow row : queues) {
            assertThat(row.offered())
                    .as(about)
                    .isEqualTo(row.answered() + row.abandoned() + sum(row.left()) + row.waiting());
        }
    }

    private static long sum(Map<String, Long> figures) {
        return figures.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void pagesOfRowsAreTheWholeListInTheSameOrder() {
        RandomDays days = new RandomDays(7, FROM, Duration.ofHours(20), 60);
        deal(days, store(), new Random(7));
        Statistics statistics = reader(days.end(), BERLIN);
        List<QueueRow> whole =
                done(statistics.queues(wish(FROM, days.end(), IntervalStep.QUARTER)));
        List<QueueRow> paged = new ArrayList<>();
        Optional<StatisticsWish.After> after = Optional.empty();
        while (true) {
            List<QueueRow> page =
                    done(
                            statistics.queues(
                                    new StatisticsWish(
                                            FROM,
                                            days.end(),
                                            IntervalStep.QUARTER,
                                            Optional.empty(),
                                            after,
                                            7)));
            if (page.isEmpty()) {
                break;
            }
            paged.addAll(page);
            after =
                    Optional.of(
                            new StatisticsWish.After(
                                    page.getLast().from(), page.getLast().queue()));
        }
        assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(20);
    }

    @Test
    void noAgentIsAtWorkWhileNoProcessRuns() throws Exception {
        Instant evening = Instant.parse("2026-11-26T18:00:00Z");
        Instant killed = evening.plusSeconds(3600);
        Instant morning = evening.plus(Duration.ofHours(14));
        Subject ann = Subject.of(new AgentId("2001"));
        AgentStateChanged free =
                new AgentStateChanged(
                        "available", Optional.empty(), Optional.empty(), Optional.empty());
        StatisticsConsumer before =
                new StatisticsConsumer(store(), () -> evening, evening, queue -> RandomDays.LIMITS);
        before.accept(new ToldEntry("a.1", ann, evening, free), 1);
        assertThat(done(store().beat(killed, evening))).as("it ran all the time").isFalse();
        StatisticsConsumer after =
                new StatisticsConsumer(
                        store(), () -> morning.plusSeconds(2), morning, queue -> RandomDays.LIMITS);
        after.accept(new ToldEntry("b.1", ann, morning.plusSeconds(1), free), 2);
        assertThat(done(store().gaps())).containsExactly(new Gap(killed, morning));
        List<AgentRow> rows =
                done(
                        reader(morning.plusSeconds(60), BERLIN)
                                .agents(
                                        wish(
                                                evening,
                                                morning.plusSeconds(60),
                                                IntervalStep.WHOLE)));
        assertThat(rows)
                .extracting(row -> row.states().get("available"))
                .containsExactly(3_660_000L);
    }

    @Test
    void anAgentsStateIsAskedForOnlyWhereAnotherNodeKeptTheLast() throws Exception {
        Instant begin = FROM.plusSeconds(3600);
        AtomicInteger asked = new AtomicInteger();
        StatisticsConsumer one = consumer(counting(asked), begin.plusSeconds(100));
        StatisticsConsumer two = consumer(store(), begin.plusSeconds(100));
        Subject ann = new Subject("agent", "2001");
        one.accept(new ToldEntry("a.1", ann, begin, state("available")), 1);
        one.accept(new ToldEntry("a.2", ann, begin.plusSeconds(10), state("on-call")), 2);
        assertThat(asked).as("of what it kept itself").hasValue(1);
        two.accept(new ToldEntry("a.3", ann, begin.plusSeconds(14), state("wrap-up")), 3);
        one.accept(new ToldEntry("a.2", ann, begin.plusSeconds(10), state("on-call")), 2);
        one.accept(new ToldEntry("a.4", ann, begin.plusSeconds(15), state("logged-out")), 4);
        assertThat(asked).as("since another was there").hasValue(3);
        assertThat(one.counts().counted() + two.counts().counted()).isEqualTo(4);
        assertThat(done(store().hour(Measured.agent("2001"), begin.getEpochSecond() / 3600)))
                .containsEntry("0:in:available", 10_000L)
                .containsEntry("0:in:on-call", 4_000L)
                .containsEntry("0:in:wrap-up", 1_000L);
    }

    private static AgentStateChanged state(String name) {
        return new AgentStateChanged(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Counts who asks what is kept of an agent. */
    private StatisticsStore counting(AtomicInteger asked) {
        return (StatisticsStore)
                Proxy.newProxyInstance(
                        StatisticsStore.class.getClassLoader(),
                        new Class<?>[] {StatisticsStore.class},
                        (proxy, method, args) -> {
                            if (method.getName().equals("agent")) {
                                asked.incrementAndGet();
                            }
                            return method.invoke(store(), args);
                        });
    }

    @Test
    void whatIsAsOldAsWhatIsForgottenIsNotCounted() throws Exception {
        Instant now = FROM.plus(Duration.ofDays(30));
        StatisticsConsumer consumer = consumer(store(), now);
        Subject old = new Subject("call", "01J00000000000000000000000");
        Instant long0 = now.minus(Duration.ofDays(7)).minusMillis(1);
        consumer.accept(
                new ToldEntry(
                        "x.1",
                        old,
                        long0,
                        new QueueLeft(SALES, "abandoned", 1, Optional.of(long0), false)),
                1);
        assertThat(consumer.counts().late()).isEqualTo(1);
        assertThat(consumer.counts().counted()).isZero();
        Instant young = now.minus(Duration.ofDays(7));
        consumer.accept(
                new ToldEntry(
                        "x.2",
                        old,
                        young,
                        new QueueJoined(SALES, zarang.call.Tier.GOLD, 1, Optional.of(young))),
                2);
        assertThat(consumer.counts().counted()).isEqualTo(1);
    }

    @Test
    void aMarkIsKeptWithItsNoteAndCountsOnce() {
        Subject call = new Subject("call", "01J00000000000000000000001");
        CallerWait wait = new CallerWait(SALES, FROM);
        Addition most =
                new Addition(Measured.queue("sales"), Quarters.of(FROM), "longestWaitMs", 9, true);
        assertThat(done(store().once(call, new Effect("m", "n", List.of(most))))).isTrue();
        assertThat(done(store().once(call, new Effect("m", "other", List.of(most))))).isFalse();
        Addition less =
                new Addition(Measured.queue("sales"), Quarters.of(FROM), "longestWaitMs", 8, true);
        assertThat(done(store().once(call, new Effect("l", "", List.of(less))))).isTrue();
        assertThat(done(store().marks(call))).isEqualTo(Map.of("m", "n", "l", ""));
        assertThat(done(store().hour(Measured.queue("sales"), Quarters.of(wait.since()) / 4)))
                .isEqualTo(Map.of(StatisticsStore.field(Quarters.of(FROM), "longestWaitMs"), 9L));
    }

    @Test
    void whatIsKeptOfOneAgentIsDamagedAndTheOthersAreReadAllTheSame() throws Exception {
        Statistics statistics = reader(FROM.plusSeconds(60), BERLIN);
        AgentStateChanged free =
                new AgentStateChanged(
                        "available", Optional.empty(), Optional.empty(), Optional.empty());
        for (String agent : List.of("2001", "2002", "2003")) {
            statistics
                    .consumer()
                    .accept(
                            new ToldEntry(agent + ".1", Subject.of(new AgentId(agent)), FROM, free),
                            1);
        }
        Addition any = Addition.of(Measured.agent("no name"), Quarters.of(FROM), "offers", 1);
        done(store().swap("2001", done(store().agent("2001")), "rubbish", List.of(any)));
        String never = "1\t+1000000000-12-31T23:59:59Z\tavailable\t\t\t";
        done(store().swap("2002", done(store().agent("2002")), never, List.of()));
        Addition offer = Addition.of(Measured.agent("2001"), Quarters.of(FROM), "offers", 1);
        Addition other = Addition.of(Measured.agent("2003"), Quarters.of(FROM), "offers", 1);
        done(
                store().once(
                                new Subject("call", "01J00000000000000000000009"),
                                new Effect("o", "", List.of(offer, other))));
        assertThat(done(statistics.agents(wish(FROM, FROM.plusSeconds(60), IntervalStep.WHOLE))))
                .extracting(row -> row.agent() + " " + row.states())
                .containsExactly("2001 {}", "2003 {available=60000}");
        assertThat(statistics.counts().damaged()).isPositive();
    }

    @Test
    void damagedMarksOfACallThatWasCutOffAreNoWaits() {
        assertThat(
                        CallEffects.cutOff(
                                Map.of(
                                        "o|no queue|1", "",
                                        "o|sales|zzzzzzzzzzzzzzzzzz", "",
                                        "e|sales|1", "no agent")))
                .extracting(Effect::mark)
                .containsExactly("t|sales|1");
    }
}
