package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.engine.LegCommand;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.source.Standing;
import zarang.sip.source.Standings;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** Who gets in, and what those cost who do not. */
class AdmissionTest {
    private final EngineWorld world = new EngineWorld(1, 0, 20);
    private final MemoryNet.Node stranger = world.net.node("10.0.0.66", 5060);
    private final List<Integer> strangerGot = new ArrayList<>();

    AdmissionTest() {
        stranger.listen((message, source) -> {
            if (message instanceof ParsedMessage.Response(SipResponse response)) {
                strangerGot.add(response.status());
            }
        });
    }

    private void fromStranger(SipRequest request) {
        InetSocketAddress engine = new InetSocketAddress("10.0.0.1", 5060);
        SipRequest own = request.withTopVia(request.topVia().with("rport", ""));
        stranger.send(own, Hop.to(Protocol.UDP, engine), () -> {});
        world.loop.advance(Duration.ofMillis(10));
    }

    private void assertNothingSpent() {
        assertThat(world.media.open()).isEmpty();
        assertThat(world.layer.counts().liveServer()).isZero();
        assertThat(world.engine.counts().sessions()).isZero();
        assertThat(world.loop.pendingTimers()).isZero();
    }

    @Test
    void aCallFromNoTrunkIsRefusedAndCountedBeforeAnybodyIsAsked() {
        fromStranger(world.invite("a").build());
        fromStranger(world.invite("b").build());
        assertThat(strangerGot).containsExactly(403, 403);
        assertThat(world.engine.counts().refusedUnknownSource()).isEqualTo(2);
        assertThat(world.asked).isEmpty();
        assertThat(world.events).isEmpty();
        assertNothingSpent();
    }

    @Test
    void aRegisteredPhoneIsNoTrunkForOthersAtItsAddress() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", new AnswerPolicy.LetRing());
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(world.engine.isRegistered("2001")).isTrue();
        EngineWorld.Phone other =
                world.new Phone("10.0.0.2", 5071, "2002", "pw-2002", new AnswerPolicy.LetRing());
        other.sip.call(SipUri.of("1000", "10.0.0.1", 5060));
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(world.engine.counts().refusedUnknownSource()).isEqualTo(1);
        assertThat(world.events).isEmpty();
        phone.sip.unregister();
    }

    @Test
    void whoHasARegisteredPhoneOrACallIsKnownAsLongAsThatLasts() {
        InetAddress office = InetAddress.ofLiteral("10.0.0.2");
        Standings standings = world.engine.standings();
        assertThat(standings.of(office)).isEqualTo(Standing.STRANGER);
        assertThat(standings.of(InetAddress.ofLiteral("10.0.0.9"))).isEqualTo(Standing.TRUNK);
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", new AnswerPolicy.LetRing());
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(standings.of(office)).isEqualTo(Standing.KNOWN);
        assertThat(standings.carries(1)).as("the hop's connection").isTrue();
        assertThat(standings.carries(2)).isFalse();
        phone.sip.unregister();
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(standings.of(office)).isEqualTo(Standing.STRANGER);
        assertThat(standings.carries(1)).isFalse();
    }

    @Test
    void aWrongNumberTakesNoPortAndLeavesNothingBehind() {
        SipRequest wrong =
                SipRequest.builder("INVITE", SipUri.of("404", "10.0.0.1", -1))
                        .via(world.invite("a").build().topVia())
                        .from(world.invite("a").build().from())
                        .to(world.invite("a").build().to())
                        .callId("a")
                        .cseq(1)
                        .maxForwards(70)
                        .contact(world.invite("a").build().contacts().getFirst())
                        .body("application/sdp", EngineWorld.OFFER.getBytes(StandardCharsets.UTF_8))
                        .build();
        world.media.fill();
        world.send(wrong);
        SipResponse first = world.lastResponse();
        assertThat(first.status()).as("not 503, though there is no port").isEqualTo(404);
        world.send(wrong);
        assertThat(world.lastResponse().toBytes()).isEqualTo(first.toBytes());
        assertThat(world.engine.counts().refusedForMedia()).isZero();
        assertNothingSpent();
    }

    @Test
    void whatChangesNothingIsAnsweredWithoutState() {
        for (String method : List.of("OPTIONS", "REGISTER", "SUBSCRIBE", "BYE", "INFO", "CANCEL")) {
            world.send(world.request(method, method, 1).build());
        }
        assertThat(world.received.stream().map(m -> ((SipResponse) m).status()))
                .containsExactly(200, 401, 405, 481, 481, 481);
        assertThat(world.layer.counts().stateless()).isEqualTo(6);
        assertNothingSpent();
    }

    @Test
    void aSourceThatNeverAcknowledgesIsRefusedAndServedAgainWhenItsCallsAreOver() {
        for (int i = 0; i < 12; i++) {
            world.send(world.invite("c" + i).build());
            if (world.events.size() > i) {
                world.execute(new LegCommand.Answer(world.arrived()));
            }
        }
        assertThat(world.lastResponse().status()).isEqualTo(503);
        assertThat(world.lastResponse().header("Retry-After")).isPresent();
        assertThat(world.engine.counts().legs()).isEqualTo(8);
        assertThat(world.engine.counts().refusedBusySource()).isEqualTo(4);
        world.loop.advance(Duration.ofMinutes(2));
        world.send(world.invite("again").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        assertThat(world.lastResponse().status()).isEqualTo(200);
        world.send(world.inDialog("ACK", world.lastResponse(), 1).build());
        world.send(world.inDialog("BYE", world.lastResponse(), 2).build());
    }

    @Test
    void wrongPasswordsSlowTheirSourceAndNoOther() {
        EngineWorld.Phone guesser =
                world.new Phone("10.0.0.66", "2001", "wrong", new AnswerPolicy.LetRing());
        for (int i = 0; i < 30; i++) {
            guesser.sip.register();
            world.loop.advance(Duration.ofMillis(30));
        }
        assertThat(world.engine.counts().authenticationFailures()).isBetween(10L, 12L);
        assertThat(world.engine.counts().authenticationUnjudged()).isPositive();
        EngineWorld.Phone honest = world.phone("10.0.0.2", "2001", new AnswerPolicy.LetRing());
        honest.sip.register();
        world.loop.advance(Duration.ofMillis(100));
        assertThat(world.engine.isRegistered("2001")).isTrue();
        honest.sip.unregister();
    }
}
