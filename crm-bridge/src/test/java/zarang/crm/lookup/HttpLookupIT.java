package zarang.crm.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.loop.RealTime;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.config.AddressPrefix;

/** Scripts ask a real HTTP server on loopback. */
@RealTime
class HttpLookupIT {
    /** What a request was. */
    private record Seen(String method, String target, Map<String, String> headers, String body) {}

    /** What is answered. */
    private record Said(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final LookupTally tally = new LookupTally();
    private final AtomicLong skipped = new AtomicLong();
    private final List<HttpLookup> lookups = new ArrayList<>();
    private HttpServer server;
    private volatile Said said = new Said(200, "{}");
    private volatile CountDownLatch held = new CountDownLatch(0);
    private HttpLookup lookup;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        lookup = lookup(List.of(AddressPrefix.parse("127.0.0.0/8")), 16, host -> known(host));
    }

    /** Every name is this machine. */
    private static List<InetAddress> known(String host) throws UnknownHostException {
        if (host.equals("nowhere.example")) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.ofLiteral("127.0.0.1"));
    }

    private HttpLookup lookup(
            List<AddressPrefix> allowed, int perHost, HttpLookup.Resolver resolver) {
        HttpLookup made =
                new HttpLookup(
                        vertx,
                        new LookupSettings(
                                allowed, Map.of(), new LookupLimits(64, perHost, 4096), Map.of()),
                        tally,
                        () -> System.nanoTime() + skipped.get(),
                        resolver);
        lookups.add(made);
        return made;
    }

    @AfterEach
    void stop() {
        held.countDown();
        lookups.forEach(HttpLookup::close);
        server.stop(0);
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = said.body.getBytes(UTF_8);
        if (said.status / 100 == 3) {
            exchange.getResponseHeaders().add("location", "http://127.0.0.1:1/elsewhere");
        }
        exchange.sendResponseHeaders(said.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url(String path) {
        return "http://crm.example:" + server.getAddress().getPort() + path;
    }

    @SafeVarargs
    private ServiceAnswer ask(HttpLookup by, String url, Map.Entry<String, Object>... more) {
        return begin(by, url, more).toCompletableFuture().join();
    }

    @SafeVarargs
    private static CompletionStage<ServiceAnswer> begin(
            HttpLookup by, String url, Map.Entry<String, Object>... more) {
        Map<String, ScriptValue> arguments = new HashMap<>();
        arguments.put(HttpArguments.URL, new ScriptValue.Text(url));
        for (Map.Entry<String, Object> each : more) {
            arguments.put(
                    each.getKey(),
                    each.getValue() instanceof Integer number
                            ? new ScriptValue.Decimal(BigDecimal.valueOf(number))
                            : new ScriptValue.Text(each.getValue().toString()));
        }
        return by.ask(new ServiceQuestion(Optional.empty(), arguments));
    }

    @Test
    void valuesAreTakenByPointerEachOfItsKind() {
        said =
                new Said(
                        200,
                        """
                        {"order": {"status": "در راه", "items": [1, "دو"], "paid": true, "sum": 12.50, "none": null}}
                        """);
        ServiceAnswer answer =
                ask(
                        lookup,
                        url("/orders/12%2F3?phone=x"),
                        entry("take:status", "/order/status"),
                        entry("take:items", "/order/items"),
                        entry("take:paid", "/order/paid"),
                        entry("take:sum", "/order/sum"),
                        entry("take:none", "/order/none"),
                        entry("take:nothing", "/order/absent"));
        assertThat(answer)
                .isEqualTo(
                        new ServiceAnswer.Given(
                                "found",
                                Map.of(
                                        "status",
                                        new ScriptValue.Text("در راه"),
                                        "items",
                                        new ScriptValue.Many(
                                                List.of(
                                                        new ScriptValue.Decimal(BigDecimal.ONE),
                                                        new ScriptValue.Text("دو"))),
                                        "paid",
                                        new ScriptValue.YesNo(true),
                                        "sum",
                                        new ScriptValue.Decimal(new BigDecimal("12.50"))),
                                Optional.empty()));
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().target()).isEqualTo("/orders/12%2F3?phone=x");
        assertThat(seen.getFirst().headers())
                .containsEntry("Host", "crm.example:" + server.getAddress().getPort());
    }

    @Test
    void aBodyIsSentAsJsonWithItsHeaders() {
        ask(
                lookup,
                url("/"),
                entry("method", "POST"),
                entry("body", "{\"order\":\"12\"}"),
                entry("header:X-Line", "1000"));
        assertThat(seen.getFirst().method()).isEqualTo("POST");
        assertThat(seen.getFirst().body()).isEqualTo("{\"order\":\"12\"}");
        assertThat(seen.getFirst().headers())
                .containsEntry("Content-type", "application/json")
                .containsEntry("X-line", "1000");
    }

    @Test
    void aHeaderThatWouldBeTwoIsSentAsNone() {
        assertThat(ask(lookup, url("/"), entry("header:X-Line", "1\r\nX-Evil: 2")))
                .isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundAndTroubleIsAnError() {
        said = new Said(404, "{}");
        assertThat(ask(lookup, url("/"))).isEqualTo(new ServiceAnswer.Given("not-found"));
        said = new Said(401, "{}");
        assertThat(ask(lookup, url("/"))).isEqualTo(new ServiceAnswer.Failed("status 401"));
        said = new Said(200, "<html>");
        assertThat(ask(lookup, url("/"), entry("take:a", "/a")))
                .isEqualTo(new ServiceAnswer.Failed("the answer is no JSON"));
        said = new Said(200, "\"" + "x".repeat(5000) + "\"");
        assertThat(ask(lookup, url("/"), entry("take:a", "/a")))
                .isEqualTo(new ServiceAnswer.Failed("the answer is longer than 4096 bytes"));
        assertThat(ask(lookup, "http://nowhere.example/"))
                .isEqualTo(new ServiceAnswer.Failed("the host has no address"));
        assertThat(ask(lookup, "ftp://crm.example/"))
                .isEqualTo(new ServiceAnswer.Failed("the url is not http or https with a host"));
        assertThat(tally.counts().ended())
                .containsEntry("not-found", 1L)
                .containsEntry("status", 1L)
                .containsEntry("no-json", 1L)
                .containsEntry("unknown-host", 1L)
                .containsEntry("unfit", 1L);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        said = new Said(302, "");
        assertThat(ask(lookup, url("/"))).isEqualTo(new ServiceAnswer.Failed("status 302"));
        assertThat(seen).hasSize(1);
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsNotConnectedTo() {
        HttpLookup strict = lookup(List.of(), 16, host -> known(host));
        assertThat(ask(strict, url("/"))).isEqualTo(new ServiceAnswer.Failed("a private address"));
        assertThat(ask(strict, "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .isEqualTo(new ServiceAnswer.Failed("a private address"));
        assertThat(seen).isEmpty();
    }

    /** DNS rebinding: the first answer is checked and used, a second one is never asked for. */
    @Test
    void aNameIsResolvedOnceForCheckingAndConnecting() {
        AtomicInteger asked = new AtomicInteger();
        HttpLookup once =
                lookup(
                        List.of(AddressPrefix.parse("127.0.0.1")),
                        16,
                        host ->
                                List.of(
                                        InetAddress.ofLiteral(
                                                asked.getAndIncrement() == 0
                                                        ? "127.0.0.1"
                                                        : "10.0.0.1")));
        assertThat(ask(once, url("/"))).isInstanceOf(ServiceAnswer.Given.class);
        assertThat(asked).hasValue(1);
        assertThat(ask(once, url("/"))).isEqualTo(new ServiceAnswer.Failed("a private address"));
    }

    @Test
    void aHostThatNeverAnswersCostsTheLimitAndLeavesNothingBehind() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            CompletionStage<ServiceAnswer> answer =
                    begin(
                            lookup,
                            "http://crm.example:" + silent.getLocalPort() + "/",
                            entry("within-ms", 300),
                            entry("retries", 3));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("whoever asks goes on at once")
                    .isLessThan(Duration.ofMillis(250));
            try (Socket connection = silent.accept()) {
                assertThat(answer.toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .isEqualTo(new ServiceAnswer.TimedOut());
                connection.setSoTimeout(5_000);
                assertThat(connection.getInputStream().readAllBytes())
                        .as("the request, and then the end of the connection")
                        .startsWith("GET / HTTP/1.1".getBytes(UTF_8));
            }
        }
        assertThat(tally.counts().ended()).containsEntry("timeout", 1L);
        await().until(() -> lookup.running() == 0);
    }

    @Test
    void anAnswerThatComesInDropsIsCutOffAtTheLimit() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            CompletionStage<ServiceAnswer> answer =
                    begin(
                            lookup,
                            "http://crm.example:" + slow.getLocalPort() + "/",
                            entry("within-ms", 400));
            try (Socket connection = slow.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
                assertThat(answer.toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .isEqualTo(new ServiceAnswer.TimedOut());
            }
        }
        await().until(() -> lookup.running() == 0);
    }

    @Test
    void whatIsHarmlessIsTriedAgainAndAnOrderIsNot() {
        said = new Said(503, "");
        assertThat(ask(lookup, url("/"), entry("retries", 2)))
                .isEqualTo(new ServiceAnswer.Failed("status 503"));
        assertThat(seen).hasSize(3);
        ask(lookup, url("/"), entry("retries", 2), entry("method", "POST"));
        assertThat(seen).hasSize(4);
    }

    @Test
    void aHostThatKeepsFailingIsLeftAloneAndTriedLater() {
        said = new Said(500, "");
        for (int i = 0; i < HostCircuits.FAILURES; i++) {
            ask(lookup, url("/"));
        }
        int asked = seen.size();
        assertThat(ask(lookup, url("/")))
                .isEqualTo(new ServiceAnswer.Failed("this host failed too often just now"));
        assertThat(seen).hasSize(asked);
        said = new Said(200, "{}");
        skipped.addAndGet(HostCircuits.REST.toNanos());
        assertThat(ask(lookup, url("/"))).isEqualTo(new ServiceAnswer.Given("found"));
        assertThat(ask(lookup, url("/"))).isEqualTo(new ServiceAnswer.Given("found"));
        assertThat(tally.counts().leftAlone()).isEqualTo(1);
    }

    @Test
    void oneRequestTooManyForAHostFailsAtOnce() {
        HttpLookup narrow =
                lookup(List.of(AddressPrefix.parse("127.0.0.1")), 2, host -> known(host));
        held = new CountDownLatch(1);
        CompletionStage<ServiceAnswer> first = begin(narrow, url("/"), entry("within-ms", 5_000));
        CompletionStage<ServiceAnswer> second = begin(narrow, url("/"), entry("within-ms", 5_000));
        await().until(() -> seen.size() == 2);
        assertThat(ask(narrow, url("/")))
                .isEqualTo(new ServiceAnswer.Failed("too many requests to this host at once"));
        held.countDown();
        assertThat(first.toCompletableFuture().join()).isEqualTo(new ServiceAnswer.Given("found"));
        assertThat(second.toCompletableFuture().join()).isEqualTo(new ServiceAnswer.Given("found"));
    }

    @Test
    void aSecretThatNobodyConfiguredIsNamedAndOneThatIsSentIsNowhereShown() throws Exception {
        assertThat(ask(lookup, url("/"), entry("secret:Authorization", "crm")))
                .isEqualTo(
                        new ServiceAnswer.Failed(
                                "there is no secret 'crm' under script-http.secrets"));
        HttpQuestion question =
                HttpQuestion.read(
                        Map.of(
                                "url",
                                new ScriptValue.Text("https://crm.example/orders/991"),
                                "secret:Authorization",
                                new ScriptValue.Text("crm")),
                        Map.of("crm", "Bearer s3cret"));
        assertThat(question.headers()).containsEntry("Authorization", "Bearer s3cret");
        assertThat(question).hasToString("GET crm.example:443");
    }
}
