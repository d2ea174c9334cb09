package zarang.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zarang.api.agents.AgentApi;
import zarang.api.agents.AgentsAtWork;
import zarang.api.agents.TeamApi;
import zarang.api.connection.HttpConnections;
import zarang.api.connection.HttpCounts;
import zarang.api.door.ApiDoor;
import zarang.api.door.Doorkeeper;
import zarang.api.door.PathGuard;
import zarang.api.earlier.EarlierClub;
import zarang.api.earlier.EarlierHouse;
import zarang.api.floor.FloorApi;
import zarang.api.floor.FloorChanger;
import zarang.api.flows.FlowApi;
import zarang.api.flows.FlowPublisher;
import zarang.api.health.HealthApi;
import zarang.api.health.Readiness;
import zarang.api.keys.ApiKeys;
import zarang.api.keys.KeyApi;
import zarang.api.limit.RateLimits;
import zarang.api.live.LiveApi;
import zarang.api.live.LiveFeed;
import zarang.api.members.ImportApi;
import zarang.api.members.MemberApi;
import zarang.api.members.Uploads;
import zarang.api.points.AwardApi;
import zarang.api.points.PointsApi;
import zarang.api.reader.ReaderApi;
import zarang.api.repeat.Repeats;
import zarang.api.route.Operation;
import zarang.api.webhooks.WebhookApi;
import zarang.call.loop.ControlLoop;
import zarang.crm.webhook.WebhookOutbox;
import zarang.loyalty.member.Members;
import zarang.loyalty.points.PointsAccounts;
import zarang.redis.RedisLink;

/**
 * The HTTP listener: health and figures for all who reach it, the API for those with a token.
 *
 * <p>Vert.x' event loops; a room is asked without waiting for it.
 */
public final class ApiServer {
    private static final int IDLE_S = 60;
    private static final int SOCKET_MESSAGE_MAX = 8192;

    private final HttpServer server;
    private final LiveFeed live;
    private final HttpConnections connections;

    private ApiServer(HttpServer server, LiveFeed live, HttpConnections connections) {
        this.server = server;
        this.live = live;
        this.connections = connections;
    }

    /**
     * Where and for whom.
     *
     * @param figuresOpen whether {@code /metrics} asks for no token
     * @param ownerToken that may do everything
     * @param requestsPerMinute that a key may ask; the owner's token ten times as often
     */
    public record Setting(
            InetSocketAddress listen,
            boolean figuresOpen,
            String ownerToken,
            int requestsPerMinute) {
        /** 100 a second: far above what a CRM needs, far below what a process bears. */
        public static final int REQUESTS_PER_MINUTE = 6000;

        @Override
        public String toString() {
            return "Setting[" + listen + "]";
        }
    }

    /**
     * Whom the API asks.
     *
     * @param uploads files under way; what an earlier process left is removed
     * @param loop where scripts are switched over; its clock is the API's
     * @param figures as Prometheus reads them
     * @param live what is followed
     * @param more what rooms bring that this module does not know
     */
    public record Rooms(
            Members members,
            PointsAccounts accounts,
            FlowPublisher flows,
            AgentsAtWork agents,
            FloorChanger floor,
            WebhookOutbox webhooks,
            Uploads uploads,
            ControlLoop loop,
            Supplier<Readiness> readiness,
            Supplier<String> figures,
            LiveFeed live,
            List<Operation> more) {
        /** The table of the API: all that can be asked. */
        List<Operation> operations(boolean figuresOpen, ApiKeys keys, Repeats repeats) {
            return Stream.of(
                            new HealthApi(readiness, figures, figuresOpen).operations(),
                            new ReaderApi().operations(),
                            new MemberApi(members).operations(),
                            new ImportApi(members, uploads, repeats).operations(),
                            new PointsApi(members, accounts).operations(),
                            new AwardApi(accounts, loop).operations(),
                            new FlowApi(flows, loop).operations(),
                            new AgentApi(agents).operations(),
                            new TeamApi(agents).operations(),
                            new FloorApi(floor).operations(),
                            new WebhookApi(webhooks).operations(),
                            new KeyApi(keys, loop).operations(),
                            new LiveApi(live, keys).operations(),
                            new EarlierClub(members, accounts).operations(),
                            new EarlierHouse(agents, flows, loop, webhooks).operations(),
                            more)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * Listens.
     *
     * @param redis where keys and what was answered are kept
     * @param random for tokens and the ids of requests; several threads use it
     */
    public static Future<ApiServer> start(
            Vertx vertx, Setting setting, Rooms rooms, RedisLink redis, SecureRandom random) {
        Router router = Router.router(vertx);
        ApiKeys keys = new ApiKeys(redis, rooms.loop(), random);
        Repeats repeats = new Repeats(redis);
        new ApiDoor(
                        new Doorkeeper(setting.ownerToken(), keys),
                        new RateLimits(setting.requestsPerMinute(), rooms.loop()),
                        repeats,
                        random)
                .open(router, rooms.operations(setting.figuresOpen(), keys, repeats));
        HttpConnections connections = new HttpConnections(HttpConnections.MAX, rooms.loop()::nanos);
        connections.watch(vertx);
        rooms.live().onUpgrade(connections::upgraded);
        PathGuard guard = new PathGuard(router);
        return vertx.createHttpServer(
                        new HttpServerOptions()
                                .setIdleTimeout(IDLE_S)
                                // who waits for it would send no body (RFC 9110 §10.1.1)
                                .setHandle100ContinueAutomatically(true)
                                // nobody needs it here, and a client that upgrades may be cut off
                                .setHttp2ClearTextEnabled(false)
                                .setCompressionSupported(true)
                                // words of clients are short, and ours are sent as they are
                                .setMaxWebSocketFrameSize(SOCKET_MESSAGE_MAX)
                                .setMaxWebSocketMessageSize(SOCKET_MESSAGE_MAX)
                                .setPerFrameWebSocketCompressionSupported(false)
                                .setPerMessageWebSocketCompressionSupported(false)
                                .setWebSocketSubProtocols(List.of("zarang.v1")))
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.asks(request);
                    guard.handle(request);
                })
                .listen(setting.listen().getPort(), setting.listen().getHostString())
                .map(server -> new ApiServer(server, rooms.live(), connections));
    }

    /** The connections of clients. Never waits. */
    public HttpCounts connections() {
        return connections.counts();
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> stop() {
        live.close();
        return server.close();
    }
}
