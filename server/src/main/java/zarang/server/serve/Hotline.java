package zarang.server.serve;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.actor.Exchange;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.media.prompt.PromptLibrary;
import zarang.routing.agent.AgentSettings;
import zarang.routing.queue.QueueSettings;
import zarang.server.checkup.Checkup;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;
import zarang.server.data.NodeName;
import zarang.server.data.Secrets;
import zarang.server.data.ServerAddress;
import zarang.server.http.AdminServer;
import zarang.server.http.Readiness;
import zarang.server.http.Uploads;
import zarang.server.metrics.Board;
import zarang.server.metrics.CallFigures;
import zarang.server.metrics.Figures;
import zarang.server.metrics.LoopWatch;
import zarang.server.metrics.RedisFigures;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.VertxControlLoop;

/** A running server: everything wired and started, and in the end drained. */
final class Hotline {
    private static final Logger log = LoggerFactory.getLogger(Hotline.class);
    private static final Duration STEP_LIMIT = Duration.ofSeconds(20);
    private static final Duration GOODBYES = Duration.ofSeconds(2);

    private final Settings settings;
    private final DataFolder data;
    private final FileLock lock;
    private final Vertx vertx;
    private final ClubSide club;
    private final CallSide calls;
    private final AdminServer http;
    private final ServerAddress address;
    private final Switch takesCalls;

    private Hotline(
            Settings settings,
            DataFolder data,
            FileLock lock,
            Vertx vertx,
            ClubSide club,
            CallSide calls,
            AdminServer http,
            ServerAddress address,
            Switch takesCalls) {
        this.settings = settings;
        this.data = data;
        this.lock = lock;
        this.vertx = vertx;
        this.club = club;
        this.calls = calls;
        this.http = http;
        this.address = address;
        this.takesCalls = takesCalls;
    }

    /**
     * Starts everything; returns when calls are taken. After a failure the process is to end: what
     * was started is not taken down.
     *
     * @throws IOException what failed, in words for an admin
     */
    static Hotline start(
            Settings settings, DataFolder data, FlowCatalogue scripts, ScriptShelf shelf)
            throws IOException {
        FileLock lock = data.lock();
        FreeAddresses.check(settings);
        SecureRandom random = new SecureRandom();
        String node = NodeName.of(data, random);
        Vertx vertx = Vertx.vertx();
        VertxControlLoop loop = new VertxControlLoop(vertx);
        CompletableFuture<PromptLibrary> prompts =
                CompletableFuture.supplyAsync(() ->
                        PromptLibrary.load(settings.ivr().prompts(), settings.ivr().languages()));
        shelf.putInFront(data.flows(), prompts);
        ClubSide club = ClubSide.open(settings, data, node, loop, random);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Board board = new Board(metrics.getPrometheusRegistry());
        Secrets secrets = new Secrets(data, random);
        CallSide calls =
                CallSide.make(
                        settings,
                        loop,
                        node,
                        club,
                        scripts,
                        await("loading the prompts", prompts),
                        agentSecrets(settings, secrets),
                        data.root(),
                        new CallLog(
                                callFigures(settings, board),
                                new CallWords(settings.logCallers()),
                                loop::nanos),
                        random);
        Workers workers =
                new Workers(
                        List.of(
                                calls.media()::threads,
                                calls.recordings()::threads,
                                club.journal()::threads));
        Switch takesCalls = new Switch(workers);
        AdminServer http =
                await(
                        "http.listen " + settings.http().listen(),
                        AdminServer.start(
                                        vertx,
                                        settings.http(),
                                        secrets.adminToken(),
                                        metrics,
                                        takesCalls::readiness,
                                        new AdminServer.Rooms(
                                                club.members(),
                                                club.accounts(),
                                                shelf,
                                                calls.desk(),
                                                club.webhooks(),
                                                new Uploads(
                                                        data.root().resolve("uploads"),
                                                        settings.club().importMaxBytes())),
                                        loop)
                                .toCompletionStage());
        club.start();
        await("the phones of before", calls.restorePhones());
        List<ListenAddress> listen = settings.sip().listen();
        List<ListenAddress> bound = await("sip.listen " + listen, calls.start(listen));
        putFigures(metrics, board, calls, club);
        Figures.putWorkers(board, workers::ended);
        ServerAddress address =
                new ServerAddress(
                        URI.create("http://" + host(settings) + ":" + http.port()),
                        bound.stream().map(ListenAddress::toString).toList(),
                        ProcessHandle.current().pid());
        address.write(data);
        takesCalls.on();
        lookAround(settings, data, club, loop);
        return new Hotline(settings, data, lock, vertx, club, calls, http, address, takesCalls);
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
                + (settings.redis().uri().isPresent() ? "external" : "embedded")
                + " data="
                + data.shown();
    }

    /**
     * Takes no new calls, lets running ones finish within the drain limit, then closes everything
     * in order. Waits.
     */
    void stop() {
        log.info("drain.started limit-ms={}", settings.drainTimeout().toMillis());
        takesCalls.off("draining");
        CompletableFuture<Void> drained = new CompletableFuture<>();
        calls.loop()
                .post(() -> {
                    calls.engine().stopAccepting();
                    calls.exchange().drain(settings.drainTimeout(), () -> drained.complete(null));
                });
        quietly("drain", drained, settings.drainTimeout().plus(Exchange.LAST_WORDS).plus(GOODBYES));
        quietly("goodbyes", lastLegGone(), GOODBYES);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        calls.loop()
                .post(() -> {
                    calls.close();
                    closed.complete(null);
                });
        quietly("close", closed, STEP_LIMIT);
        quietly("http", http.stop().toCompletionStage().toCompletableFuture(), STEP_LIMIT);
        closeFiles();
        quietly("vertx", vertx.close().toCompletionStage().toCompletableFuture(), STEP_LIMIT);
        log.info("stopped");
    }

    private void closeFiles() {
        try {
            calls.recordings().close();
            club.close();
            ServerAddress.remove(data);
            lock.channel().close();
        } catch (IOException failure) {
            log.error("stop.failed error={}", failure.toString());
        }
    }

    /**
     * BYEs are on their way: their answers are waited for, so that no phone is left with a dead
     * call.
     */
    private CompletableFuture<Void> lastLegGone() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        calls.loop().post(() -> askForLegs(gone));
        return gone;
    }

    private void askForLegs(CompletableFuture<Void> gone) {
        if (gone.isDone() || calls.engine().counts().legs() == 0) {
            gone.complete(null);
        } else {
            calls.loop().schedule(Duration.ofMillis(20), () -> askForLegs(gone));
        }
    }

    /** Tells the log of what a hotline suffers from; nobody waits for it. */
    private static void lookAround(
            Settings settings, DataFolder data, ClubSide club, VertxControlLoop clock) {
        Checkup checkup = new Checkup(settings, data, clock);
        Thread.ofVirtual()
                .name("checkup")
                .start(() -> {
                    Checkup.warn(checkup.machine());
                    if (settings.redis().uri().isPresent()) {
                        Checkup.warn(checkup.redis(club.redis()));
                    }
                });
    }

    private static CallFigures callFigures(Settings settings, Board board) {
        return new CallFigures(
                board,
                Settings.eventTypes(),
                settings.floor().queues().stream().map(QueueSettings::name).toList());
    }

    private static void putFigures(
            PrometheusMeterRegistry metrics, Board board, CallSide calls, ClubSide club)
            throws IOException {
        LoopWatch watch = new LoopWatch(calls.loop(), calls::snapshot, board);
        Figures.put(
                board,
                new Figures.Rooms(
                        await("the figures", watch.start()),
                        calls.media()::counters,
                        calls.recordings()::counters,
                        club.journal()::figures,
                        club.webhooks()::figures,
                        new RedisFigures.Source(
                                club.redis()::isUp, club.redis()::state, club::differingSettings),
                        club.points()::counters));
        Figures.putJvm(metrics);
    }

    private static Map<String, String> agentSecrets(Settings settings, Secrets secrets)
            throws IOException {
        Map<String, String> byExtension = new LinkedHashMap<>();
        for (AgentSettings agent : settings.floor().agents()) {
            byExtension.put(agent.id().value(), secrets.agentSecret(agent.id().value()));
        }
        return byExtension;
    }

    private static String host(Settings settings) {
        String host = settings.http().listen().getHostString();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static <T> T await(String what, CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(STEP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IOException(what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new IOException(
                    what + ": not done within " + STEP_LIMIT.toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(what + ": interrupted", stopped);
        }
    }

    private static void quietly(String what, CompletableFuture<?> future, Duration limit) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            log.warn("stop.{} error={}", what, failure.toString());
            future.cancel(false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether calls are taken, for {@code /readyz}. */
    private static final class Switch {
        private final Workers workers;
        private volatile Readiness readiness = new Readiness(false, "starting");

        Switch(Workers workers) {
            this.workers = workers;
        }

        Readiness readiness() {
            Readiness now = readiness;
            return now.takesCalls()
                    ? workers.firstEnded()
                            .map(name ->
                                    new Readiness(
                                            false,
                                            "the thread "
                                                    + name
                                                    + " has ended: the log says why; restart"))
                            .orElse(now)
                    : now;
        }

        void on() {
            readiness = new Readiness(true, "ready");
        }

        void off(String why) {
            readiness = new Readiness(false, why);
        }
    }
}
