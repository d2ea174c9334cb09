package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.sip.engine.KeptPhones;
import zarang.sip.engine.KeptPhones.Phone;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.Reach;
import zarang.sip.registrar.RegisterOrder;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** Where the phones are, over a restart, in a real Redis. */
class KeptPhonesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SOCKETS = "[udp:10.0.0.1:5060, tcp:10.0.0.1:5060]";

    private final HandedOverLoop loop = new HandedOverLoop();
    private TestRedis redis;
    private RedisLink link;

    /** Virtual time; Redis' threads may post. */
    private static final class HandedOverLoop implements ControlLoop {
        private final VirtualLoop time = new VirtualLoop();
        private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();

        @Override
        public void post(Runnable message) {
            posted.add(message);
        }

        @Override
        public Timer schedule(Duration delay, Runnable message) {
            return time.schedule(delay, message);
        }

        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public boolean isLoop() {
            return true;
        }

        void settle() {
            for (Runnable message = posted.poll(); message != null; message = posted.poll()) {
                message.run();
            }
        }

        void advance(Duration span) {
            time.advance(span);
        }
    }

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of());
        Awaitility.await().until(link::isUp);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        redis.close();
    }

    private KeptPhones node(String name, String sockets) {
        Duration longest = Duration.ofMinutes(2);
        return new KeptPhones(
                loop,
                new EmbeddedSip.InRedis(link, name, longest, loop::post),
                longest,
                sockets,
                flow -> Optional.empty());
    }

    private Binding<Hop> phone(String contact, Hop flow, Reach reach) {
        return new Binding<>(
                (SipUri) SipSyntax.uri(contact),
                flow,
                reach,
                "<urn:uuid:1>",
                "",
                0.5,
                List.of(),
                new RegisterOrder("call-id", 7, loop.nanos()),
                loop.instant(),
                loop.nanos() + Duration.ofSeconds(90).toNanos());
    }

    private static Hop hop(Protocol protocol, int port) {
        InetAddress host = InetAddress.ofLiteral("10.0.0.5");
        return new Hop(protocol, new InetSocketAddress(host, port), 2);
    }

    private Map<String, List<Phone>> load(KeptPhones phones) {
        return phones.load(LIMIT).toCompletableFuture().join();
    }

    private List<Phone> loaded(KeptPhones phones, String user) {
        return load(phones).getOrDefault(user, List.of());
    }

    private void awaitKept(KeptPhones phones, String... users) {
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    loop.settle();
                    assertThat(load(phones)).containsOnlyKeys(users);
                });
    }

    @Test
    void phonesComeBackAsTheyWereFreshestFirstAndOnlyToTheirOwnNode() {
        List<Binding<Hop>> two =
                List.of(
                        phone("sip:2001@10.0.0.5:5062;ob", hop(Protocol.UDP, 40_000), Reach.FLOW),
                        phone("sip:2001@10.0.0.6", hop(Protocol.UDP, 5060), Reach.CONTACT_FIRST));
        node("n1", SOCKETS).save("2001", two);
        KeptPhones later = node("n1", SOCKETS);
        awaitKept(later, "2001");
        assertThat(later.bindings(loaded(later, "2001"))).isEqualTo(two);
        assertThat(load(node("n2", SOCKETS))).isEmpty();
        loop.advance(Duration.ofSeconds(30));
        assertThat(later.bindings(loaded(later, "2001")))
                .as("30 s later")
                .extracting(binding -> binding.expiresAtNanos() - loop.nanos())
                .containsOnly(Duration.ofSeconds(60).toNanos());
        loop.advance(Duration.ofSeconds(60));
        assertThat(later.bindings(loaded(later, "2001"))).as("expired").isEmpty();
    }

    @Test
    void otherListenersMeanAnotherSocket() {
        Binding<Hop> phone = phone("sip:2001@10.0.0.5", hop(Protocol.UDP, 5060), Reach.FLOW_FIRST);
        node("n1", SOCKETS).save("2001", List.of(phone));
        KeptPhones later = node("n1", "[udp:10.0.0.2:5060]");
        awaitKept(later, "2001");
        assertThat(later.bindings(loaded(later, "2001")).getFirst().flow())
                .isEqualTo(Hop.to(Protocol.UDP, hop(Protocol.UDP, 5060).address()));
    }

    @Test
    void connectionIsNotTakenBackButItsPhoneIsIfItListensWhereItsContactSays() {
        Hop connection = hop(Protocol.TCP, 40_000);
        KeptPhones before = node("n1", SOCKETS);
        before.save(
                "listens",
                List.of(phone("sip:a@10.0.0.5:5070;transport=tcp", connection, Reach.FLOW_FIRST)));
        before.save(
                "its-end",
                List.of(phone("sip:b@10.0.0.5:40000;transport=tcp", connection, Reach.FLOW_FIRST)));
        before.save(
                "behind-nat",
                List.of(
                        phone(
                                "sip:c@192.168.1.9:5070;transport=tcp",
                                connection,
                                Reach.FLOW_FIRST)));
        KeptPhones later = node("n1", SOCKETS);
        awaitKept(later, "listens", "its-end", "behind-nat");
        assertThat(later.bindings(loaded(later, "listens")))
                .extracting(Binding::flow)
                .containsExactly(Hop.to(Protocol.TCP, hop(Protocol.TCP, 5070).address()));
        assertThat(later.bindings(loaded(later, "its-end"))).isEmpty();
        assertThat(later.bindings(loaded(later, "behind-nat"))).isEmpty();
    }

    @Test
    void phoneThatLeftIsForgottenAndAClosingServerForgetsNobody() {
        KeptPhones phones = node("n1", SOCKETS);
        Binding<Hop> phone = phone("sip:2001@10.0.0.5", hop(Protocol.UDP, 5060), Reach.FLOW_FIRST);
        phones.save("2001", List.of(phone));
        phones.save("2002", List.of(phone));
        awaitKept(phones, "2001", "2002");
        phones.save("2001", List.of());
        awaitKept(phones, "2002");
        phones.close();
        phones.save("2002", List.of());
        loop.settle();
        awaitKept(phones, "2002");
    }

    @Test
    void whatHappensWhileRedisIsAwayIsWrittenWhenItIsBack() throws IOException {
        KeptPhones phones = node("n1", SOCKETS);
        Binding<Hop> phone = phone("sip:2001@10.0.0.5", hop(Protocol.UDP, 5060), Reach.FLOW_FIRST);
        redis.pause();
        Awaitility.await().atMost(LIMIT).until(() -> !link.isUp());
        phones.save("2001", List.of(phone));
        phones.save("2002", List.of(phone));
        phones.save("2001", List.of());
        assertThatThrownBy(() -> phones.load(Duration.ofMillis(50)).toCompletableFuture().join())
                .as("asked at a start: nothing is waited for longer than this")
                .isInstanceOf(CompletionException.class);
        redis.resume();
        awaitKept(phones, "2002");
    }

    @Test
    void damagedRecordCostsThatUserOnly() {
        KeptPhones phones = node("n1", SOCKETS);
        Binding<Hop> phone = phone("sip:2001@10.0.0.5", hop(Protocol.UDP, 5060), Reach.FLOW_FIRST);
        phones.save("2001", List.of(phone));
        awaitKept(phones, "2001");
        link.run(LIMIT, commands -> commands.hset("phones:n1", "2002", "{\"phones\":[{\"x\":"))
                .toCompletableFuture()
                .join();
        link.run(LIMIT, commands -> commands.hset("phones:n1", "2003", "{\"phones\":[{}]}"))
                .toCompletableFuture()
                .join();
        assertThat(load(phones)).containsOnlyKeys("2001");
        assertThat(phones.bindings(loaded(phones, "2001"))).hasSize(1);
    }
}
