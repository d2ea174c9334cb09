package zarang.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.api.connection.HttpCounts;
import zarang.api.live.LiveCounts;
import zarang.call.AudioQuality;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.QueueName;
import zarang.call.engine.TrunkStatus;
import zarang.call.fact.AudioMeasured;
import zarang.call.loop.VirtualLoop;
import zarang.config.meter.Meters;
import zarang.crm.lookup.LookupCounts;
import zarang.crm.lookup.LookupFigures;
import zarang.crm.webhook.WebhookFigures;
import zarang.delivery.DeliveryFigures;
import zarang.ivr.spoken.SpeechCounts;
import zarang.ivr.spoken.SpeechFigures;
import zarang.journal.ConsumerGroupFigures;
import zarang.journal.JournalFigures;
import zarang.journal.SpoolFigures;
import zarang.loyalty.points.ContactCounters;
import zarang.loyalty.points.PointsFigures;
import zarang.media.MediaCounters;
import zarang.media.MediaFigures;
import zarang.recorder.RecorderCounters;
import zarang.recorder.RecorderFigures;
import zarang.redis.RedisFigures;
import zarang.redis.RedisState;
import zarang.routing.callback.CallbackCounts;
import zarang.routing.calling.CallingCounts;
import zarang.routing.calling.CallingFigures;
import zarang.routing.calls.CallPeerCounts;
import zarang.routing.calls.CallPeerFigures;
import zarang.routing.floor.FloorFigures;
import zarang.routing.owner.OwnerFigures;
import zarang.routing.place.PlaceCounts;
import zarang.routing.place.PlaceFigures;
import zarang.routing.statistics.StatisticsCounts;
import zarang.routing.statistics.StatisticsFigures;
import zarang.server.callback.CallbackFigures;
import zarang.server.callback.MissedFigures;
import zarang.server.config.HouseRooms;
import zarang.server.disposition.DispositionFigures;
import zarang.server.last.LastAgentFigures;
import zarang.sip.carrier.CallOutcome;
import zarang.sip.carrier.TrunkFigures;
import zarang.sip.edge.EdgeCounts;
import zarang.sip.edge.EdgeRefusal;
import zarang.sip.engine.BanFigures;
import zarang.sip.engine.EngineCounts;
import zarang.sip.engine.SipFigures;
import zarang.sip.transaction.TransactionCounts;
import zarang.sip.transport.TransportCounts;

/** All figures, from snapshots that the test makes. */
class FiguresTest {
    private static final Path PAGE = Path.of("..", "docs", "OPERATIONS.md");
    private static final Pattern NAME =
            Pattern.compile("\\b(zarang|jvm|process|system)_[a-z0-9_]*[a-z0-9]\\b(?!\\()");

    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final VirtualLoop loop = new VirtualLoop();
    private final AtomicLong number = new AtomicLong(1);
    private CallFigures calls;

    /** Puts all on a board of which nothing but the registry is kept, as in production. */
    @BeforeEach
    void put() {
        PrometheusBoard board = new PrometheusBoard(metrics.getPrometheusRegistry());
        calls = new CallFigures(board, HouseRooms.SHIPPED.told(), List.of(new QueueName("sales")));
        LoopWatch watch = new LoopWatch(loop, () -> snapshot(number.get()), board);
        watch.start();
        loop.settle();
        List<Meters> rooms =
                List.of(
                        new LoopFigures(watch),
                        new EngineFigures(watch),
                        new FloorFigures(
                                () -> watch.snapshot().floor(), () -> watch.snapshot().leases()),
                        new OwnerFigures(() -> watch.snapshot().owner()),
                        new CallPeerFigures(
                                () -> ReadNumbers.all(CallPeerCounts.class, number.get())),
                        new PlaceFigures(() ->
                                new PlaceCounts(number.intValue(), number.get(), number.get())),
                        new CallingFigures(() ->
                                new CallingCounts(
                                        number.intValue(),
                                        number.get(),
                                        Map.of("no-rule", number.get()))),
                        new MediaFigures(() -> ReadNumbers.all(MediaCounters.class, number.get())),
                        new RecorderFigures(
                                () -> ReadNumbers.all(RecorderCounters.class, number.get())),
                        new SpoolFigures(() -> ReadNumbers.all(JournalFigures.class, number.get())),
                        new ConsumerGroupFigures(
                                () -> ReadNumbers.all(JournalFigures.class, number.get())),
                        new WebhookFigures(() ->
                                List.of(ReadNumbers.all(DeliveryFigures.class, number.get()))),
                        new RedisFigures(
                                () -> true,
                                () -> Optional.of(ReadNumbers.all(RedisState.class, number.get())),
                                () -> Set.of("webhooks")),
                        new CallbackFigures(
                                () -> Map.of("booked", number.get()),
                                number::intValue,
                                () ->
                                        new CallbackCounts(
                                                Map.of("answered", number.get()),
                                                number.intValue(),
                                                true)),
                        new LastAgentFigures(() -> Map.of("found", number.get())),
                        new LiveFigures(() -> ReadNumbers.all(LiveCounts.class, number.get())),
                        new HttpFigures(() -> ReadNumbers.all(HttpCounts.class, number.get())),
                        new StatisticsFigures(
                                () -> ReadNumbers.all(StatisticsCounts.class, number.get())),
                        new MissedFigures(
                                () -> Map.of("abandoned", number.get()), number::intValue),
                        new DispositionFigures(
                                () -> Map.of("said", number.get()), number::intValue),
                        new LookupFigures(
                                () ->
                                        new LookupCounts(
                                                Map.of("found", number.get()),
                                                number.get(),
                                                number.get()),
                                number::intValue),
                        new SpeechFigures(() -> ReadNumbers.all(SpeechCounts.class, number.get())),
                        new PointsFigures(
                                () -> ReadNumbers.all(ContactCounters.class, number.get())));
        rooms.forEach(room -> room.putOn(board));
        Figures.putWorkers(board, () -> 0, number::get);
        Figures.putJvm(metrics);
    }

    @Test
    void everyCounterGrowsAndSurvivesCollections() {
        Map<String, Double> before = counters();
        assertThat(before).hasSizeGreaterThan(60);
        for (int again = 0; again < 3; again++) {
            System.gc();
        }
        number.addAndGet(5);
        countOneCall();
        loop.advance(Duration.ofSeconds(2));
        Map<String, Double> after = counters();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, value) ->
                assertThat(after.get(name)).as(name + " after a collection").isGreaterThan(value));
    }

    @Test
    void everyScrapeUnderChangeIsWhole() throws Exception {
        try (ExecutorService scrapers = Executors.newFixedThreadPool(3)) {
            Callable<List<String>> scraper =
                    () -> {
                        List<String> pages = new ArrayList<>();
                        for (int i = 0; i < 60; i++) {
                            pages.add(metrics.scrape());
                        }
                        return pages;
                    };
            List<Future<List<String>>> running =
                    List.of(
                            scrapers.submit(scraper),
                            scrapers.submit(scraper),
                            scrapers.submit(scraper));
            while (!running.stream().allMatch(Future::isDone)) {
                number.incrementAndGet();
                loop.advance(Duration.ofSeconds(1));
                countOneCall();
            }
            for (Future<List<String>> pages : running) {
                assertThat(pages.get())
                        .allSatisfy(page -> {
                            assertThat(page)
                                    .containsOnlyOnce("zarang_queue_waiting{queue=\"sales\"}");
                            assertThat(page)
                                    .containsOnlyOnce("zarang_agents{state=\"logged-out\"}");
                        });
            }
        }
    }

    @Test
    void figureThatCannotBeReadIsLeftOutAndCounted() {
        PrometheusBoard board = new PrometheusBoard(new PrometheusRegistry());
        board.gauge("zarang_good", "Good", () -> 1);
        board.gauge(
                "zarang_bad",
                "Bad",
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        PrometheusMeterRegistry own =
                new PrometheusMeterRegistry(
                        PrometheusConfig.DEFAULT, board.registry(), Clock.SYSTEM);
        assertThat(own.scrape()).contains("zarang_good 1.0").doesNotContain("zarang_bad 1");
        assertThat(own.scrape()).containsPattern("zarang_figures_failed_total [12]\\.0");
    }

    @Test
    void lookThatThrowsDoesNotEndTheLooking() {
        PrometheusBoard board = new PrometheusBoard(new PrometheusRegistry());
        AtomicLong looks = new AtomicLong();
        LoopWatch watch =
                new LoopWatch(
                        loop,
                        () -> {
                            if (looks.incrementAndGet() == 2) {
                                throw new IllegalStateException("on purpose");
                            }
                            return snapshot(looks.get());
                        },
                        board);
        watch.start();
        loop.settle();
        loop.advance(Duration.ofSeconds(3));
        assertThat(watch.snapshot().calls()).isEqualTo(4);
    }

    /** The page promises what is there, and shows all that is there. */
    @Test
    void thePageNamesEveryFigureAndNoOther() throws IOException {
        Set<String> there = families().keySet();
        Set<String> onThePage = names(Files.readString(PAGE));
        assertThat(there).as("in /metrics and not in docs/OPERATIONS.md").isSubsetOf(onThePage);
        Set<String> promised = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(PAGE.getParent())) {
            for (Path page : pages.filter(FiguresTest::mayNameFigures).toList()) {
                promised.addAll(names(Files.readString(page)));
            }
        }
        promised.removeIf(name -> !name.startsWith("zarang_"));
        assertThat(there).as("promised by a page and not in /metrics").containsAll(promised);
    }

    @Test
    void everyFigureSaysWhatItIsAndIsNamedAsPrometheusAsks() {
        families().forEach((name, help) -> assertThat(help).as(name).hasSizeGreaterThan(5));
        metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE zarang_"))
                .forEach(line ->
                        assertThat(line.endsWith(" counter"))
                                .as(line)
                                .isEqualTo(line.contains("_total ")));
    }

    /** The engine's figures are those of the engine that there is. */
    private static TrunkStatus trunk(long number) {
        Map<String, Long> outcomes =
                Arrays.stream(CallOutcome.values())
                        .collect(Collectors.toMap(CallOutcome::word, each -> number));
        return new TrunkStatus(
                "carrier", "sip:carrier", "up", "off", "", (int) number, 30, outcomes);
    }

    private static LoopSnapshot snapshot(long number) {
        LoopSnapshot all = ReadNumbers.all(LoopSnapshot.class, number);
        return new LoopSnapshot(
                all.calls(),
                all.parked(),
                all.legs(),
                Stream.concat(
                                SipFigures.of(
                                        ReadNumbers.all(EngineCounts.class, number),
                                        new SipFigures.BetweenNodes(
                                                Map.of("other", (int) number),
                                                new EdgeCounts(
                                                        number,
                                                        Map.of(EdgeRefusal.FORGED, number))),
                                        ReadNumbers.all(TransactionCounts.class, number),
                                        ReadNumbers.all(TransportCounts.class, number))
                                        .stream(),
                                Stream.concat(
                                        TrunkFigures.of(List.of(trunk(number))).stream(),
                                        BanFigures.of((int) number, number).stream()))
                        .toList(),
                all.floor(),
                all.leases(),
                all.owner(),
                all.takenNanos());
    }

    private void countOneCall() {
        HouseRooms.SHIPPED.told().forEach(calls::fact);
        Stream.of(CallTermination.Result.values()).forEach(calls::ended);
        Stream.of(Cause.values()).forEach(calls::refused);
        calls.broken();
        calls.stray();
        List.of("disk-slow", "journal-refused").forEach(calls::answeredUnsecured);
        calls.answered(new QueueName("sales"), Duration.ofSeconds(17));
        Stream.of(Party.CALLER, Party.AGENT, Party.SUPERVISOR)
                .forEach(party -> calls.sounded(leg(party)));
    }

    /** Heard well; what we said arrived badly. */
    private static AudioMeasured leg(Party party) {
        return new AudioMeasured(
                party,
                new AudioQuality(
                        new AudioQuality.Stream(500, 0, 900, 441),
                        500,
                        Optional.of(new AudioQuality.Stream(400, 100, 9000, 210)),
                        Optional.empty()));
    }

    /** The samples that only grow, by name and labels. */
    private Map<String, Double> counters() {
        Map<String, Double> samples = new TreeMap<>();
        metrics.scrape()
                .lines()
                .filter(line -> line.matches("zarang_[a-z_]+(_total|_count)[ {].*"))
                .filter(line -> !line.startsWith("zarang_figures_failed_total"))
                .forEach(line -> {
                    int cut = line.lastIndexOf(' ');
                    samples.put(line.substring(0, cut), Double.valueOf(line.substring(cut)));
                });
        return samples;
    }

    /** What each family says of itself. */
    private Map<String, String> families() {
        Map<String, String> help = new TreeMap<>();
        metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.split(" ", 4))
                .forEach(line ->
                        help.merge(line[2], line[1].equals("HELP") ? line[3] : "", String::concat));
        return help;
    }

    /** Pages, dashboards and rules that lie below docs. */
    private static boolean mayNameFigures(Path file) {
        return file.toString().matches(".*\\.(md|json|ya?ml)")
                && !file.toString().contains("/adr/");
    }

    /** Names of figures in a text; those of a histogram's parts are the histogram's. */
    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
