package zarang.api;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import zarang.api.bans.BanApi;
import zarang.api.calendars.CalendarApi;
import zarang.api.callbacks.CallbackApi;
import zarang.api.callbacks.MissedApi;
import zarang.api.calls.CallApi;
import zarang.api.connection.HttpCounts;
import zarang.api.contract.CheckedClient;
import zarang.api.dispositions.DispositionApi;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.api.flows.FlowHistoryApi;
import zarang.api.flows.FlowTraceApi;
import zarang.api.health.Readiness;
import zarang.api.keys.ApiKeys;
import zarang.api.live.LiveFeed;
import zarang.api.members.Uploads;
import zarang.api.queues.LineApi;
import zarang.api.queues.QueueApi;
import zarang.api.repeat.Repeats;
import zarang.api.route.Operation;
import zarang.api.settings.SettingsApi;
import zarang.api.statistics.StatisticsApi;
import zarang.api.trunks.TrunkApi;
import zarang.call.QueueName;
import zarang.call.loop.VirtualLoop;
import zarang.crm.webhook.WebhookOutbox;
import zarang.crm.webhook.WebhookSecret;
import zarang.crm.webhook.WebhookSettings;
import zarang.delivery.Deliveries;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.PhoneNumbers;
import zarang.loyalty.points.PointsAccounts;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.callback.Callbacks;
import zarang.routing.callback.MissedCallers;
import zarang.routing.disposition.Disposition;
import zarang.routing.disposition.DispositionSettings;
import zarang.routing.disposition.Dispositions;
import zarang.routing.statistics.ServiceLimits;
import zarang.routing.statistics.Statistics;

/** The API over a real Redis, with a floor and scripts of its own. */
public final class ApiRig implements AutoCloseable {
    public static final String TOKEN = "the-token-of-the-owner";
    private static final int IMPORT_MAX_BYTES = 100_000;

    private final CheckedClient client = new CheckedClient();
    private final VirtualLoop clock = new VirtualLoop();
    private final Vertx vertx = Vertx.vertx();
    private final List<ApiServer> servers = new ArrayList<>();
    private final Path folder;
    private final TestRedis redis;
    private final RedisLink link;
    private final PointsAccounts accounts;
    private final Members members;
    private final Callbacks callbacks;
    private final Statistics statistics;
    private final MissedCallers missed;
    private final Dispositions dispositions;
    private final WebhookOutbox webhooks;
    private final OneFloor floor;
    private final LiveFeed live;
    private final OneCall call = new OneCall();
    private final TwoQueues queues = new TwoQueues();
    private final SetLive settings = new SetLive();
    private final TwoAgents desk = new TwoAgents();
    private final Shelf shelf = new Shelf();
    private Reloaded reloaded = new Reloaded(List.of("agent 2003: new"), List.of());
    private Readiness readiness = new Readiness(true, "ready");

    /**
     * @param folder of uploads
     */
    public ApiRig(Path folder) throws Exception {
        this.folder = folder;
        redis = TestRedis.start();
        link =
                RedisLink.open(
                        redis.uri(),
                        List.of(
                                Members.library(),
                                PointsAccounts.library(),
                                Callbacks.library(),
                                Statistics.library(),
                                Dispositions.library(),
                                Deliveries.LIBRARY));
        Awaitility.await().until(link::isUp);
        members =
                new Members(link, new PhoneNumbers("IR"), ClubTiers.SHIPPED, clock, new Random(1));
        accounts = new PointsAccounts(link);
        callbacks = Callbacks.open(clock, link, CompletableFuture::completedFuture, new Random(2));
        missed = MissedCallers.open(clock, link, CompletableFuture::completedFuture, new Random(3));
        dispositions =
                Dispositions.open(
                        clock,
                        link,
                        CompletableFuture::completedFuture,
                        new DispositionSettings(
                                List.of(
                                        new Disposition(
                                                "sold",
                                                "فروخته شد",
                                                List.of(new QueueName("sales")),
                                                false),
                                        new Disposition("complaint", "شکایت", List.of(), true)),
                                Duration.ofMinutes(30),
                                true));
        statistics =
                Statistics.open(
                        clock,
                        link,
                        Duration.ofDays(36_500), // its clock is not Redis'
                        ZoneId.of("Asia/Tehran"),
                        queue -> ServiceLimits.DEFAULT);
        webhooks =
                new WebhookOutbox(
                        "n1", List.of(webhook("crm"), webhook("till")), link, clock, new Random(1));
        floor = new OneFloor(desk, call);
        live = LiveFeed.open(vertx, clock, floor, "run1");
        start(true);
    }

    private static WebhookSettings webhook(String id) {
        return WebhookSettings.of(
                id,
                URI.create("http://127.0.0.1:1/"),
                WebhookSecret.parse("whsec_" + "A".repeat(32)),
                Set.of());
    }

    /** One more server, whom everything after this is asked. */
    public void start(boolean figuresOpen) throws Exception {
        start(figuresOpen, ApiServer.Setting.REQUESTS_PER_MINUTE);
    }

    /** One more server, whom a token may ask only so often. */
    void start(boolean figuresOpen, int requestsPerMinute) throws Exception {
        servers.add(
                ApiServer.start(
                                vertx,
                                new ApiServer.Setting(
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        figuresOpen,
                                        TOKEN,
                                        requestsPerMinute),
                                rooms(),
                                link,
                                new SecureRandom())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS));
    }

    /** Whether what agents are asked is kept from now on. */
    void keeps(boolean now) {
        desk.kept = now;
    }

    /** What comes of reloading the floor from now on. */
    void reloads(Reloaded outcome) {
        reloaded = outcome;
    }

    /** The table of the API. */
    List<Operation> operations() {
        return rooms().operations(
                        false, new ApiKeys(link, clock, new SecureRandom()), new Repeats(link));
    }

    ApiServer.Rooms rooms() {
        return new ApiServer.Rooms(
                members,
                accounts,
                shelf,
                desk,
                apply -> CompletableFuture.completedStage(reloaded),
                webhooks,
                new Uploads(folder, IMPORT_MAX_BYTES),
                clock,
                () -> readiness,
                () -> "zarang_up 1\n",
                live,
                Stream.of(
                                new TrunkApi(new OneTrunk()).operations(),
                                new BanApi(new OneBan()).operations(),
                                new CalendarApi(new OneCalendar(clock), clock).operations(),
                                new CallApi(call).operations(),
                                new StatisticsApi(statistics, clock, ApiRig::day).operations(),
                                new CallbackApi(
                                                callbacks,
                                                queue ->
                                                        CompletableFuture.completedStage(
                                                                !queue.value().equals("none")),
                                                members::parse)
                                        .operations(),
                                new MissedApi(missed).operations(),
                                new QueueApi(queues, settings).operations(),
                                new LineApi(queues, settings).operations(),
                                new SettingsApi(settings).operations(),
                                new DispositionApi(dispositions, desk).operations(),
                                new FlowHistoryApi(new TwoVersions()).operations(),
                                new FlowTraceApi(new OneTrace(), members::parse).operations())
                        .flatMap(List::stream)
                        .toList());
    }

    /** The server's own reader, which knows all days, is in a module above. */
    private static Optional<LocalDate> day(String written) {
        return switch (written) {
            case "1405-09-06" -> Optional.of(LocalDate.of(2026, 11, 27));
            case "1405-09-05" -> Optional.of(LocalDate.of(2026, 11, 26));
            default ->
                    written.matches("2[0-9]{3}-[01][0-9]-[0-3][0-9]")
                            ? Optional.of(LocalDate.parse(written))
                            : Optional.empty();
        };
    }

    public HttpResponse<String> ask(
            String method, String path, String token, String body, Map<String, String> headers) {
        return client.ask(method, uri(path), token, body, headers);
    }

    /** The call that is under way. */
    OneCall call() {
        return call;
    }

    /** Where it listens. */
    int port() {
        return servers.getLast().port();
    }

    /** The connections of clients, but for those that are WebSockets. */
    HttpCounts connections() {
        return servers.getLast().connections();
    }

    /** What is followed. */
    OneFloor floor() {
        return floor;
    }

    /** What time it is. */
    Instant now() {
        return clock.instant();
    }

    /** The figures that are asked for. */
    Statistics statistics() {
        return statistics;
    }

    /** The queues. */
    TwoQueues queues() {
        return queues;
    }

    /** The list of call-backs. */
    public Callbacks callbacks() {
        return callbacks;
    }

    public MissedCallers missed() {
        return missed;
    }

    /** What is said of talks. */
    Dispositions dispositions() {
        return dispositions;
    }

    /** As the owner. */
    public HttpResponse<String> get(String path) {
        return ask("GET", path, TOKEN, "", Map.of());
    }

    /** As the owner. */
    public HttpResponse<String> post(String path, String body) {
        return ask("POST", path, TOKEN, body, Map.of());
    }

    public HttpResponse<String> put(String path, String body) {
        return ask("PUT", path, TOKEN, body, Map.of());
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + servers.getLast().port() + path);
    }

    public CheckedClient client() {
        return client;
    }

    public RedisLink link() {
        return link;
    }

    public TestRedis redis() {
        return redis;
    }

    VirtualLoop clock() {
        return clock;
    }

    public PointsAccounts accounts() {
        return accounts;
    }

    /** How the server is from now on. */
    public void set(Readiness now) {
        readiness = now;
    }

    public Shelf shelf() {
        return shelf;
    }

    @Override
    public void close() throws IOException {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        link.close();
        redis.close();
    }
}
