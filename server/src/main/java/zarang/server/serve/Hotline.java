package zarang.server.serve;

import static zarang.server.serve.Steps.await;
import static zarang.server.serve.Steps.quietly;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.ApiServer;
import zarang.api.bans.BanApi;
import zarang.api.calendars.CalendarApi;
import zarang.api.calls.CallApi;
import zarang.api.flows.FlowHistoryApi;
import zarang.api.flows.FlowTraceApi;
import zarang.api.live.LiveFeed;
import zarang.api.members.Uploads;
import zarang.api.trunks.TrunkApi;
import zarang.call.actor.CallWatcher;
import zarang.call.actor.Exchange;
import zarang.call.engine.EngineFactory;
import zarang.call.script.ScriptService;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.media.MediaLoops;
import zarang.media.prompt.PromptLibrary;
import zarang.routing.queue.QueueSettings;
import zarang.server.checkup.Checkup;
import zarang.server.command.LogOutput;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;
import zarang.server.data.NodeName;
import zarang.server.data.Secrets;
import zarang.server.data.ServerAddress;
import zarang.server.metrics.CallFigures;
import zarang.server.metrics.Figures;
import zarang.server.metrics.HttpFigures;
import zarang.server.metrics.LiveFigures;
import zarang.server.metrics.LoopWatch;
import zarang.server.metrics.PrometheusBoard;
import zarang.sip.transport.SleepingLoops;
import zarang.sip.transport.VertxControlLoop;
import zarang.sip.trunk.Trunk;

/** A running server: everything wired and started, and in the end drained. */
final class Hotline {
    private static final Logger log = LoggerFactory.getLogger(Hotline.class);
    private static final Duration GOODBYES = Duration.ofSeconds(2);

    private final ThisNode node;
    private final FileLock lock;
    private final Vertx vertx;
    private final Sides sides;
    private final ApiServer http;
    private final ServerAddress address;
    private final ReadySwitch takesCalls;

    /** What runs, apart from HTTP. */
    private record Sides(
            ClubSide club,
            CallSide calls,
            ScriptsInStep inStep,
            OpenRooms rooms,
            CalendarSide calendars,
            SpeechSide speech,
            StatisticsSide statistics) {
        Workers workers() {
            return new Workers(
                    List.of(
                            calls.media()::threads,
                            calls.recordings()::threads,
                            club.journal()::threads));
        }
    }

    private Hotline(
            ThisNode node,
            FileLock lock,
            Vertx vertx,
            Sides sides,
            ApiServer http,
            ServerAddress address,
            ReadySwitch takesCalls) {
        this.node = node;
        this.lock = lock;
        this.vertx = vertx;
        this.sides = sides;
        this.http = http;
        this.address = address;
        this.takesCalls = takesCalls;
    }

    /**
     * Starts everything; returns when calls are taken. After a failure the process is to end: what
     * was started is not taken down.
     *
     * @param configuration read anew for a reload of queues and agents
     * @throws IOException what failed, in words for an admin
     */
    static Hotline start(
            Settings settings,
            Supplier<Loaded> configuration,
            DataFolder data,
            FlowCatalogue scripts,
            ScriptShelf shelf)
            throws IOException {
        FileLock lock = data.lock();
        FreeAddresses.check(settings);
        SecureRandom random = new SecureRandom();
        Vertx vertx = SleepingLoops.vertx();
        VertxControlLoop loop = new VertxControlLoop(vertx);
        ThisNode node = new ThisNode(settings, data, NodeName.of(data, random), loop, random);
        CompletableFuture<PromptLibrary> prompts =
                CompletableFuture.supplyAsync(() -> prompts(settings));
        ClubSide club = ClubSide.open(node);
        shelf.putInFront(club.flows(), prompts);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        PrometheusBoard board = new PrometheusBoard(metrics.getPrometheusRegistry());
        Secrets secrets = new Secrets(data, random);
        PromptLibrary library = await("loading the prompts", prompts);
        MediaLoops media = MediaLoops.start(settings.media(), library, random);
        SpeechSide speech = SpeechSide.open(node, library, shelf);
        AgentSecrets phones = new AgentSecrets(secrets, settings.floor().agents());
        EngineFactory engines =
                EmbeddedSip.factory(node, loop, media, phones, secrets.flowKey(), club.redis());
        OpenRooms rooms = OpenRooms.open(node, club, vertx);
        CalendarSide calendars = CalendarSide.open(node, club);
        List<CallWatcher> watchers = watchers(node, board, rooms);
        var beside = new CallSide.Beside(watchers, services(calendars, rooms, speech), rooms);
        CallSide calls = new CallSide(node, club, scripts, media, engines, beside);
        ScriptsInStep inStep = ScriptsInStep.start(node, club, shelf);
        StatisticsSide statistics = StatisticsSide.open(node, club, calls.wiring().floor());
        Sides sides = new Sides(club, calls, inStep, rooms, calendars, speech, statistics);
        ReadySwitch takesCalls = new ReadySwitch(sides.workers());
        LiveFeed live = live(vertx, node, sides, takesCalls);
        FloorReload floor = reload(node, configuration, sides, phones, shelf);
        ApiServer.Rooms asked = rooms(node, sides, shelf, floor, takesCalls, metrics, live);
        ApiServer http =
                await(
                        "http.listen " + settings.http().listen(),
                        ApiServer.start(
                                        vertx,
                                        setting(settings, secrets),
                                        asked,
                                        club.redis(),
                                        random)
                                .toCompletionStage());
        calls.begin();
        club.start(statistics.with(rooms.consumers()));
        List<String> bound = await("sip.listen " + settings.sip().listen(), calls.start());
        putFigures(metrics, board, node, sides);
        new LiveFigures(live::counts).putOn(board);
        new HttpFigures(http::connections).putOn(board);
        ServerAddress address = address(settings, http, bound);
        address.write(data);
        takesCalls.on();
        lookAround(node, club);
        return new Hotline(node, lock, vertx, sides, http, address, takesCalls);
    }

    private static LiveFeed live(Vertx vertx, ThisNode node, Sides sides, ReadySwitch takesCalls) {
        return LiveFeed.open(
                vertx,
                node.loop(),
                new LiveSide(sides.calls(), sides.club().redis()::isUp, takesCalls::readiness),
                life(node));
    }

    private static ServerAddress address(Settings settings, ApiServer http, List<String> sip) {
        return new ServerAddress(
                URI.create("http://" + host(settings) + ":" + http.port()),
                sip,
                ProcessHandle.current().pid());
    }

    private static PromptLibrary prompts(Settings settings) {
        return PromptLibrary.load(
                settings.ivr().prompts(), settings.ivr().languages(), settings.media().tones());
    }

    private static ApiServer.Setting setting(Settings settings, Secrets secrets)
            throws IOException {
        return new ApiServer.Setting(
                settings.http().listen(),
                settings.http().metricsOpen(),
                secrets.adminToken(),
                ApiServer.Setting.REQUESTS_PER_MINUTE);
    }

    /** Queues and agents anew: their phones' secrets and the scripts' queues before the floor's. */
    private static FloorReload reload(
            ThisNode node,
            Supplier<Loaded> configuration,
            Sides sides,
            AgentSecrets phones,
            ScriptShelf shelf) {
        return new FloorReload(
                configuration,
                sides.calls().queues().settings().inUse(),
                wanted -> {
                    phones.set(wanted.floor().agents());
                    sides.calendars().desk().set(wanted.calendars());
                    shelf.configured(wanted);
                },
                new RoomsReload(
                        sides.rooms(),
                        sides.calls().calling(),
                        node.loop(),
                        node.settings().trunks().stream()
                                .map(Trunk::name)
                                .collect(Collectors.toSet())));
    }

    /** Whom HTTP asks. */
    private static ApiServer.Rooms rooms(
            ThisNode node,
            Sides sides,
            ScriptShelf shelf,
            FloorReload floor,
            ReadySwitch takesCalls,
            PrometheusMeterRegistry metrics,
            LiveFeed live) {
        ClubSide club = sides.club();
        return new ApiServer.Rooms(
                club.members(),
                club.accounts(),
                shelf,
                sides.calls().desk(),
                floor,
                club.webhooks(),
                new Uploads(
                        node.data().root().resolve("uploads"),
                        node.settings().club().importMaxBytes()),
                node.loop(),
                takesCalls::readiness,
                metrics::scrape,
                live,
                Stream.of(
                                sides.rooms().operations(sides.calls().desk()),
                                new FlowHistoryApi(
                                                shelf.archive(
                                                        node.loop(), club.redis(), life(node)))
                                        .operations(),
                                new FlowTraceApi(shelf.traces(node.loop()), club.members()::parse)
                                        .operations(),
                                new TrunkApi(sides.calls().trunks()).operations(),
                                new BanApi(sides.calls().bans()).operations(),
                                new CallApi(sides.calls().calls()).operations(),
                                sides.statistics().operations(),
                                sides.calls().queues().operations(),
                                new CalendarApi(sides.calendars(), node.loop()).operations())
                        .flatMap(List::stream)
                        .toList());
    }

    private static String life(ThisNode node) {
        return node.name()
                + "."
                + Long.toUnsignedString(node.random().nextLong(), Character.MAX_RADIX);
    }

    /** Whom scripts can ask. */
    private static Map<String, ScriptService> services(
            CalendarSide calendars, OpenRooms rooms, SpeechSide speech) {
        Map<String, ScriptService> services = new LinkedHashMap<>(calendars.services());
        services.putAll(speech.services());
        services.putAll(rooms.services());
        return services;
    }

    /** Who sees every call; what one of them throws keeps nothing from the others. */
    private static List<CallWatcher> watchers(
            ThisNode node, PrometheusBoard board, OpenRooms rooms) {
        Settings settings = node.settings();
        List<CallWatcher> watchers = new ArrayList<>();
        watchers.add(
                new CallFigures(
                        board,
                        settings.rooms().told(),
                        settings.floor().queues().stream().map(QueueSettings::name).toList()));
        watchers.addAll(rooms.watchers());
        return watchers;
    }

    /** The line that says that calls are taken. */
    String readyLine() {
        String sip =
                address.sip().stream()
                        .map(listener -> listener.substring(listener.indexOf(':') + 1))
                        .distinct()
                        .collect(Collectors.joining(","));
        return "ready sip="
                + sip
                + " http="
                + address.http()
                + " redis="
                + (node.settings().redis().uri().isPresent() ? "external" : "embedded")
                + " data="
                + node.data().shown();
    }

    /**
     * Takes no new calls, lets running ones finish within the drain limit, then closes everything
     * in order. Waits.
     */
    void stop() {
        Duration limit = node.settings().drainTimeout();
        log.info("drain.started limit-ms={}", limit.toMillis());
        takesCalls.off("draining");
        CallSide calls = sides.calls();
        quietly(
                "drain",
                calls.wiring().drain(limit),
                limit.plus(Exchange.LAST_WORDS).plus(GOODBYES));
        quietly("goodbyes", calls.wiring().lastLegGone(), GOODBYES);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        node.loop()
                .post(() -> {
                    calls.close();
                    closed.complete(null);
                });
        quietly("close", closed, Steps.LIMIT);
        quietly("http", http.stop().toCompletionStage().toCompletableFuture(), Steps.LIMIT);
        closeFiles();
        quietly("vertx", vertx.close().toCompletionStage().toCompletableFuture(), Steps.LIMIT);
        log.info("stopped");
    }

    private void closeFiles() {
        try {
            sides.inStep().close();
            sides.calls().endLetters();
            sides.calls().recordings().close();
            sides.calendars().close();
            sides.statistics().close();
            sides.speech().close();
            sides.rooms().close();
            sides.club().close();
            ServerAddress.remove(node.data());
            lock.channel().close();
        } catch (IOException failure) {
            log.error("stop.failed error={}", failure.toString());
        }
    }

    /** Tells the log of what a hotline suffers from; nobody waits for it. */
    private static void lookAround(ThisNode node, ClubSide club) {
        Checkup checkup = new Checkup(node.settings(), node.data(), node.loop());
        Thread.ofVirtual()
                .name("checkup")
                .start(() -> {
                    Checkup.warn(checkup.machine());
                    if (node.settings().redis().uri().isPresent()) {
                        Checkup.warn(checkup.redis(club.redis()));
                    }
                });
    }

    private static void putFigures(
            PrometheusMeterRegistry metrics, PrometheusBoard board, ThisNode node, Sides sides)
            throws IOException {
        LoopWatch watch = new LoopWatch(node.loop(), sides.calls().wiring()::snapshot, board);
        sides.calls()
                .meters(await("the figures", watch.start()))
                .forEach(room -> room.putOn(board));
        sides.club().meters().forEach(room -> room.putOn(board));
        sides.rooms().putFigures(board);
        sides.speech().figures().putOn(board);
        sides.statistics().meters().putOn(board);
        Figures.putWorkers(board, sides.workers()::ended, LogOutput::dropped);
        Figures.putJvm(metrics);
    }

    private static String host(Settings settings) {
        String host = settings.http().listen().getHostString();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
