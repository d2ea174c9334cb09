package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.BannedSource;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.source.Standing;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Strangers who scan, guess or call without being asked are banned; phones and trunks never are.
 */
class OffendersTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofSeconds(1));

    private final EngineWorld world = new EngineWorld(1, 0, 10);

    private List<String> banned() {
        return world.bans.all().stream().map(BannedSource::source).toList();
    }

    private List<Integer> send(String from, String method, int times, String userAgent) {
        List<Integer> answers = new ArrayList<>();
        MemoryNet.Node node = world.net.node(from, 5060);
        node.listen((message, source) -> {
            if (message instanceof ParsedMessage.Response(SipResponse response)) {
                answers.add(response.status());
            }
        });
        for (int i = 0; i < times; i++) {
            SipRequest.Builder request =
                    method.equals("INVITE")
                            ? world.invite("call-" + i)
                            : world.request(method, "call-" + i, 1);
            node.send(
                    request.header("User-Agent", userAgent).build(),
                    Hop.to(Protocol.UDP, new InetSocketAddress("10.0.0.1", 5060)),
                    () -> {});
            world.loop.advance(Duration.ofMillis(50));
        }
        return answers;
    }

    @Test
    void scannerIsToldOnceAndBanned() {
        assertThat(send("10.0.0.66", "OPTIONS", 1, "friendly-scanner")).containsExactly(403);
        assertThat(banned()).containsExactly("10.0.0.66");
        assertThat(world.engine.standings().of(InetAddress.ofLiteral("10.0.0.66")))
                .isEqualTo(Standing.BANNED);
    }

    @Test
    void callerWhomNobodyKnowsIsBannedAfterTwentyCalls() {
        assertThat(send("10.0.0.66", "INVITE", 19, "X")).hasSize(19).containsOnly(403);
        assertThat(banned()).isEmpty();
        send("10.0.0.66", "INVITE", 1, "X");
        assertThat(banned()).containsExactly("10.0.0.66");
    }

    @Test
    void sourcesAreJudgedAlsoWhileAPhoneRingsReliably() {
        EngineWorld.Phone phone =
                world.phone("10.0.0.2", "2001", new AnswerPolicy.After(Duration.ofSeconds(5)));
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg, leg, new DialTarget.Registered("2001"), CallerShown.of("", "x")));
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(world.engine.standings().of(InetAddress.ofLiteral("10.0.0.66")))
                .as("its early dialog is no dialog yet")
                .isEqualTo(Standing.STRANGER);
        assertThat(world.engine.standings().of(InetAddress.ofLiteral("10.0.0.2")))
                .isEqualTo(Standing.KNOWN);
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        world.loop.advance(Duration.ofSeconds(1));
        phone.sip.unregister();
    }

    @Test
    void trunkIsNeverBanned() {
        assertThat(send("10.0.0.9", "OPTIONS", 1, "friendly-scanner")).containsExactly(200);
        assertThat(banned()).isEmpty();
    }

    @Test
    void addressOfARegisteredPhoneIsNeverBannedNorIsItForADay() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", SOON);
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        EngineWorld.Phone thief = world.new Phone("10.0.0.2", 5071, "2001", "wrong", SOON);
        for (int i = 0; i < 40; i++) {
            thief.sip.register();
            world.loop.advance(Duration.ofSeconds(40));
        }
        phone.sip.unregister();
        world.loop.advance(Duration.ofSeconds(5));
        for (int i = 0; i < 40; i++) {
            thief.sip.register();
            world.loop.advance(Duration.ofSeconds(40));
        }
        assertThat(banned()).isEmpty();
    }

    @Test
    void guesserIsBannedAfterThirtyPasswords() {
        EngineWorld.Phone thief = world.new Phone("10.0.0.66", 5060, "2001", "wrong", SOON);
        for (int i = 0; i < 40 && banned().isEmpty(); i++) {
            thief.sip.register();
            world.loop.advance(Duration.ofSeconds(2));
        }
        assertThat(banned()).containsExactly("10.0.0.66");
        assertThat(world.bans.all().getFirst().reason()).isEqualTo("wrong passwords");
    }
}
