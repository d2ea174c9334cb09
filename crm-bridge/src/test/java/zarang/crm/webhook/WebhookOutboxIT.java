package zarang.crm.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.fact.FactTypes;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.delivery.Deliveries;
import zarang.delivery.RetrySchedule;
import zarang.journal.Calls;
import zarang.journal.TeaWasMade;
import zarang.journal.Waiting;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class WebhookOutboxIT {
    private static final RetrySchedule FAST =
            new RetrySchedule(
                    List.of(Duration.ofMillis(50), Duration.ofMillis(200)),
                    30,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(2));

    private final List<AutoCloseable> open = new ArrayList<>();
    private TestRedis redis;
    private RedisLink link;
    private Receiver crm;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Deliveries.LIBRARY));
        crm = new Receiver();
        Waiting.until(link::isUp);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        crm.close();
        link.close();
        redis.close();
    }

    private static WebhookSettings settings(
            String id, URI url, int pendingMax, RetrySchedule retry) {
        return new WebhookSettings(
                id,
                url,
                WebhookSecret.parse(Receiver.SECRET),
                Set.of(),
                Duration.ofMillis(700),
                4,
                pendingMax,
                retry);
    }

    private WebhookOutbox outbox(WebhookSettings... endpoints) {
        WebhookOutbox outbox =
                new WebhookOutbox("n1", List.of(endpoints), link, Waiting.clock(), new Random(1));
        open.add(outbox);
        return outbox;
    }

    private WebhookOutbox toCrm() {
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 1000, FAST));
        outbox.start();
        return outbox;
    }

    private static void tell(WebhookOutbox outbox, CallId call, int from, int to) {
        for (int n = from; n <= to; n++) {
            outbox.accept(Calls.stored(call, n), n);
        }
    }

    private static List<Long> orders(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void eachMessageIsSignedAndArrivesInTheOrderOfItsCall() {
        WebhookOutbox outbox = toCrm();
        List<CallId> calls = List.of(Calls.id(), Calls.id(), Calls.id());
        for (CallId call : calls) {
            tell(outbox, call, 1, 20);
        }
        Waiting.until(() -> crm.messages.size() == 60);
        assertThat(crm.messages).allMatch(Receiver.Message::verified);
        for (CallId call : calls) {
            assertThat(crm.taken(call.value())).isEqualTo(orders(1, 20));
        }
        Waiting.until(() -> outbox.figures().getFirst().pending() == 0);
        assertThat(outbox.figures().getFirst().delivered()).isEqualTo(60);
    }

    @Test
    void aMessageThatFailsHoldsBackItsOwnCallOnlyAndKeepsItsId() {
        CallId failing = Calls.id();
        CallId other = Calls.id();
        crm.answer =
                (call, order, seen) ->
                        call.equals(failing.value()) && order == 2 && seen < 4 ? 500 : 200;
        WebhookOutbox outbox = toCrm();
        tell(outbox, failing, 1, 4);
        tell(outbox, other, 1, 4);
        Waiting.until(() -> crm.taken(failing.value()).size() == 4);
        assertThat(crm.taken(failing.value())).isEqualTo(orders(1, 4));
        assertThat(crm.taken(other.value())).isEqualTo(orders(1, 4));
        List<Receiver.Message> second =
                crm.messages.stream()
                        .filter(m -> m.call().equals(failing.value()) && m.order() == 2)
                        .toList();
        assertThat(second).hasSize(5).allMatch(Receiver.Message::verified);
        assertThat(second.stream().map(Receiver.Message::id).distinct()).hasSize(1);
    }

    @Test
    void anEntryToldTwiceIsSentOnce() {
        WebhookOutbox outbox = toCrm();
        CallId call = Calls.id();
        tell(outbox, call, 1, 3);
        tell(outbox, call, 1, 3);
        Waiting.until(() -> crm.messages.size() == 3);
        tell(outbox, call, 1, 4);
        Waiting.until(() -> crm.messages.size() >= 4);
        assertThat(crm.taken(call.value())).isEqualTo(orders(1, 4));
    }

    @Test
    void aReceiverThatWasDeadGetsEverythingLaterInOrder() throws IOException {
        URI url = crm.url();
        crm.close();
        WebhookOutbox outbox = outbox(settings("crm", url, 1000, FAST));
        outbox.start();
        CallId call = Calls.id();
        tell(outbox, call, 1, 5);
        Waiting.until(() -> outbox.figures().getFirst().failed() >= 3);
        assertThat(outbox.figures().getFirst().pending()).isEqualTo(5);

        CallId late = Calls.id();
        outbox.close();
        crm = new Receiver();
        WebhookOutbox next = toCrm();
        tell(next, late, 1, 1);
        Waiting.until(() -> crm.taken(call.value()).size() == 5);
        assertThat(crm.taken(call.value())).isEqualTo(orders(1, 5));
    }

    /** One try, then an hour's wait. */
    private static final RetrySchedule SLOW =
            new RetrySchedule(
                    List.of(Duration.ofHours(1)), 5, Duration.ofDays(1), Duration.ofHours(1));

    @Test
    void afterAnOutageTheFirstDeliveryBringsAllThatWaits() {
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 1000, SLOW));
        outbox.start();
        List<CallId> calls = List.of(Calls.id(), Calls.id(), Calls.id());
        crm.answer = (call, order, seen) -> 500;
        calls.forEach(call -> tell(outbox, call, 1, 3));
        Waiting.until(() -> outbox.figures().getFirst().failed() == 3);
        crm.answer = (call, order, seen) -> 204;
        tell(outbox, Calls.id(), 1, 1);
        for (CallId call : calls) {
            Waiting.until(() -> crm.taken(call.value()).size() == 3);
            assertThat(crm.taken(call.value())).isEqualTo(orders(1, 3));
        }
    }

    @Test
    void whatTheReceiverAskedToHoldBackIsHeldBackAlsoAfterAnOutage() {
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 1000, SLOW));
        outbox.start();
        CallId asked = Calls.id();
        crm.answer = (call, order, seen) -> 503;
        crm.retryAfter = "3600";
        tell(outbox, asked, 1, 1);
        Waiting.until(() -> outbox.figures().getFirst().failed() == 1);
        crm.retryAfter = "";
        List<CallId> calls = List.of(Calls.id(), Calls.id(), Calls.id());
        calls.forEach(call -> tell(outbox, call, 1, 1));
        Waiting.until(() -> outbox.figures().getFirst().failed() == 4);
        crm.answer = (call, order, seen) -> 204;
        tell(outbox, Calls.id(), 1, 1);
        Waiting.until(() -> outbox.figures().getFirst().pending() == 1);
        assertThat(crm.taken(asked.value())).isEmpty();
    }

    @Test
    void aRefusedMessageIsNotHurriedByTheSuccessOfOthers() {
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 1000, SLOW));
        outbox.start();
        CallId good = Calls.id();
        CallId refused = Calls.id();
        crm.answer = (call, order, seen) -> call.equals(refused.value()) ? 400 : 204;
        tell(outbox, good, 1, 1);
        Waiting.until(() -> outbox.figures().getFirst().delivered() == 1);
        tell(outbox, refused, 1, 1);
        Waiting.until(() -> outbox.figures().getFirst().failed() == 1);
        tell(outbox, good, 2, 5);
        Waiting.until(() -> outbox.figures().getFirst().delivered() == 5);
        assertThat(outbox.figures().getFirst().failed()).isEqualTo(1);
    }

    @Test
    void slowAndLyingReceiversCostTheirOwnEndpointOnly() throws Exception {
        Thread serving;
        try (ServerSocket liar = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            serving = Thread.ofVirtual().start(() -> lie(liar));
            URI url = URI.create("http://127.0.0.1:" + liar.getLocalPort() + "/");
            WebhookOutbox outbox =
                    outbox(
                            settings("liar", url, 1000, FAST),
                            settings("crm", crm.url(), 1000, FAST));
            outbox.start();
            for (int i = 0; i < 24; i++) {
                tell(outbox, Calls.id(), 1, 2);
            }
            Waiting.until(() -> crm.messages.size() == 48);
            Waiting.until(() -> outbox.figures().getFirst().failed() > 12);
            assertThat(outbox.figures().getFirst().inFlight()).isLessThanOrEqualTo(4);
            assertThat(outbox.figures().get(1).failed()).isZero();
            outbox.close();
        }
        serving.join();
    }

    /** Each connection another lie. */
    private static void lie(ServerSocket liar) {
        List<Socket> silent = new ArrayList<>();
        byte[] noise = "x".repeat(16 << 10).getBytes(UTF_8);
        try {
            for (int i = 0; ; i++) {
                Socket socket = liar.accept();
                OutputStream out = socket.getOutputStream();
                switch (i % 6) {
                    case 0 -> silent.add(socket);
                    case 1 -> socket.close();
                    case 2 -> {
                        out.write("220 mail.example ESMTP\r\n".getBytes(UTF_8));
                        socket.close();
                    }
                    case 3 -> {
                        out.write("HTTP/1.1 500 no\r\nX: ".getBytes(UTF_8));
                        pour(socket, noise);
                    }
                    case 4 -> {
                        out.write(
                                "HTTP/1.1 503 no\r\ncontent-length: 99999999999\r\n\r\n"
                                        .getBytes(UTF_8));
                        pour(socket, noise);
                    }
                    default -> {
                        out.write(
                                "HTTP/1.1 302 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
                                        .getBytes(UTF_8));
                        silent.add(socket);
                    }
                }
            }
        } catch (IOException closed) {
            silent.forEach(WebhookOutboxIT::closeQuietly);
        }
    }

    /** Until the other side hangs up, which it must. */
    private static void pour(Socket socket, byte[] noise) {
        Thread.ofVirtual()
                .start(() -> {
                    try (socket) {
                        while (true) {
                            socket.getOutputStream().write(noise);
                        }
                    } catch (IOException hungUp) {
                        assertThat(hungUp).isNotNull();
                    }
                });
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goneMeansNoMoreMessagesUntilTheEndpointIsEnabled() {
        crm.answer = (call, order, seen) -> 410;
        WebhookOutbox outbox = toCrm();
        CallId call = Calls.id();
        tell(outbox, call, 1, 3);
        Waiting.until(() -> outbox.figures().getFirst().dead() == 3);
        assertThat(outbox.figures().getFirst().gone()).isTrue();
        assertThat(crm.messages).hasSize(1);
        tell(outbox, call, 4, 4);
        assertThat(outbox.figures().getFirst().refused()).isEqualTo(1);
        assertThat(link.async().llen("{webhooks}:dead").toCompletableFuture().join()).isEqualTo(3);

        crm.answer = (c, order, seen) -> 200;
        outbox.enable("crm");
        Waiting.until(() -> !outbox.figures().getFirst().gone());
        tell(outbox, call, 5, 5);
        Waiting.until(() -> crm.taken(call.value()).equals(List.of(5L)));
    }

    @Test
    void whatIsTooOldGoesToTheDeadLettersAndTheNextOneIsSent() {
        crm.answer = (call, order, seen) -> order == 1 ? 503 : 200;
        crm.retryAfter = "0";
        RetrySchedule twice =
                new RetrySchedule(
                        List.of(Duration.ofMillis(20)), 2, Duration.ofDays(1), Duration.ZERO);
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 1000, twice));
        outbox.start();
        CallId call = Calls.id();
        tell(outbox, call, 1, 2);
        Waiting.until(() -> crm.taken(call.value()).equals(List.of(2L)));
        assertThat(outbox.figures().getFirst().dead()).isEqualTo(1);
        assertThat(link.async().lindex("{webhooks}:dead", 0).toCompletableFuture().join())
                .contains("status 503")
                .contains(call.value());
    }

    @Test
    void retryAfterIsWaitedFor() {
        crm.answer = (call, order, seen) -> seen == 0 ? 429 : 200;
        crm.retryAfter = "1";
        WebhookOutbox outbox = toCrm();
        CallId call = Calls.id();
        var before = Waiting.clock().instant();
        tell(outbox, call, 1, 1);
        Waiting.until(() -> crm.taken(call.value()).size() == 1);
        assertThat(Duration.between(before, Waiting.clock().instant()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(crm.messages).hasSize(2);
    }

    @Test
    void aFullOutboxPutsNewMessagesToTheDeadLetters() {
        crm.answer = (call, order, seen) -> 500;
        WebhookOutbox outbox = outbox(settings("crm", crm.url(), 5, FAST));
        outbox.start();
        for (int i = 0; i < 8; i++) {
            tell(outbox, Calls.id(), 1, 1);
        }
        assertThat(outbox.figures().getFirst().dead()).isEqualTo(3);
        crm.answer = (call, order, seen) -> 200;
        Waiting.until(() -> outbox.figures().getFirst().delivered() == 5);
    }

    @Test
    void anEntryThatIsGivenTwiceIsSentOnceAndWhatRemembersItIsSmall() {
        WebhookOutbox outbox = toCrm();
        CallId call = Calls.id();
        tell(outbox, call, 1, 8);
        tell(outbox, call, 1, 9);
        Waiting.until(() -> outbox.figures().getFirst().delivered() == 9);
        assertThat(crm.messages).hasSize(9);
        String took = "{webhooks}:crm:took:" + call.value();
        RedisAsyncCommands<String, String> commands = link.async();
        assertThat(commands.objectEncoding(took).toCompletableFuture().join()).isEqualTo("intset");
        assertThat(commands.memoryUsage(took).toCompletableFuture().join()).isLessThan(200);
        assertThat(commands.ttl(took).toCompletableFuture().join()).isLessThanOrEqualTo(172_800);
    }

    @Test
    void whileRedisHangsNothingIsLost() throws Exception {
        WebhookOutbox outbox = toCrm();
        CallId call = Calls.id();
        tell(outbox, call, 1, 2);
        Waiting.until(() -> crm.messages.size() == 2);
        redis.pause();
        Waiting.until(() -> !link.isUp());
        redis.resume();
        Waiting.until(link::isUp);
        tell(outbox, call, 3, 4);
        Waiting.until(() -> crm.taken(call.value()).size() == 4);
        assertThat(crm.taken(call.value())).isEqualTo(orders(1, 4));
    }

    @Test
    void aFactThatNobodyKnowsByNameIsToldOfWhoeverItIsAbout() {
        WebhookOutbox outbox = toCrm();
        Subject agent = Subject.of(new AgentId("2001"));
        FactTypes types = new FactTypes(List.of(TeaWasMade.TYPE));
        for (int n = 1; n <= 3; n++) {
            JournalEntry tea =
                    new JournalEntry(
                            "tea." + n, agent, Waiting.clock().instant(), new TeaWasMade("green"));
            outbox.accept(Calls.stored(tea, types), n);
        }
        Waiting.until(() -> crm.messages.size() == 3);
        assertThat(crm.messages).allMatch(Receiver.Message::verified);
        assertThat(crm.messages).extracting(Receiver.Message::order).containsExactly(1L, 2L, 3L);
        assertThat(crm.messages)
                .extracting(Receiver.Message::data)
                .containsExactly(
                        "{\"agent\":\"2001\",\"order\":1,\"kind\":\"green\"}",
                        "{\"agent\":\"2001\",\"order\":2,\"kind\":\"green\"}",
                        "{\"agent\":\"2001\",\"order\":3,\"kind\":\"green\"}");
    }
}
