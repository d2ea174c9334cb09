package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.Via;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** INVITE with Replaces, RFC 3891: who may take whose place, and what refuses it. */
class ReplacesTest {
    private final EngineWorld world = new EngineWorld(1, 0, 10);

    /** A call of the trunk {@code lab}, answered. */
    private SipResponse talk(String callId) {
        world.send(world.invite(callId).build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse answer = world.lastResponse();
        world.send(world.inDialog("ACK", answer, 1).build());
        return answer;
    }

    /** A phone of the trunk's host that we ring; no phone of ours. */
    private SipRequest rung(LegId leg) {
        world.execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Fixed("sip:phone@10.0.0.9"),
                        CallerShown.of("", "")));
        SipRequest invite = (SipRequest) world.received.getLast();
        world.respond(SipResponse.to(invite, 180).toTag("phone").build());
        return invite;
    }

    private static String replaces(SipResponse answer) {
        return "%s;from-tag=peer;to-tag=%s"
                .formatted(answer.callId(), answer.toTag().orElseThrow());
    }

    private static String replaces(SipRequest ours) {
        return "%s;from-tag=phone;to-tag=%s".formatted(ours.callId(), ours.fromTag().orElseThrow());
    }

    private int refusal(String... replaces) {
        SipRequest.Builder invite = world.invite("r" + world.received.size());
        for (String each : replaces) {
            invite.addHeader("Replaces", each);
        }
        return refusal(invite);
    }

    private int refusal(SipRequest.Builder invite) {
        long before = arrived();
        world.send(invite.build());
        assertThat(arrived()).isEqualTo(before);
        return world.lastResponse().status();
    }

    private long arrived() {
        return world.events.stream().filter(LegEvent.Arrived.class::isInstance).count();
    }

    private ArrivalOrigin origin() {
        return world.events.reversed().stream()
                .filter(LegEvent.Arrived.class::isInstance)
                .map(event -> ((LegEvent.Arrived) event).origin())
                .findFirst()
                .orElseThrow();
    }

    private void hangUp(LegId leg) {
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        if (world.received.getLast() instanceof SipRequest last) {
            world.respond(SipResponse.to(last, 200).build());
        }
    }

    /** The second line of a registered phone, driven by hand. */
    private final class Line {
        private final String user;
        private final EngineWorld.Phone phone;
        private final MemoryNet.Node node;
        private final DigestClient password;
        private final List<SipResponse> heard = new ArrayList<>();

        Line(String address, String user) {
            this.user = user;
            phone = world.phone(address, user, new AnswerPolicy.LetRing());
            phone.sip.register();
            world.loop.advance(Duration.ofSeconds(1));
            node = world.net.node(address, 5071);
            password = new DigestClient(user, "pw-" + user, new Random(1));
            node.listen((message, source) -> {
                if (message instanceof ParsedMessage.Response(SipResponse response)) {
                    heard.add(response);
                }
            });
        }

        void invites(String replaces) {
            SipRequest first = send(replaces, 1, Optional.empty());
            SipResponse asked = heard.getLast();
            assertThat(asked.status()).isEqualTo(401);
            assertThat(password.take(asked.headerLines("WWW-Authenticate"))).isTrue();
            send(replaces, 2, password.credentials("INVITE", first.requestUri().toString()));
            assertThat(heard).as("not refused").hasSize(1);
        }

        void leaves() {
            hangUp(world.arrived());
            phone.sip.unregister();
        }

        private SipRequest send(String replaces, long cseq, Optional<String> authorization) {
            String host = node.hop().address().getAddress().getHostAddress();
            SipRequest.Builder invite =
                    world.invite("line-" + user)
                            .via(
                                    new Via(
                                            "UDP",
                                            host,
                                            5071,
                                            Params.NONE.with("branch", "z9hG4bKl" + cseq)))
                            .from(SipSyntax.nameAddr("<sip:" + user + "@10.0.0.1>;tag=line"))
                            .contact(SipSyntax.nameAddr("<sip:%s@%s:5071>".formatted(user, host)))
                            .cseq(cseq)
                            .header("Require", "replaces")
                            .header("Replaces", replaces);
            authorization.ifPresent(value -> invite.header("Authorization", value));
            SipRequest built = invite.build();
            node.send(
                    built, Hop.to(Protocol.UDP, new InetSocketAddress("10.0.0.1", 5060)), () -> {});
            world.loop.advance(Duration.ofMillis(10));
            return built;
        }
    }

    @Test
    void phoneThatHasShownItsPasswordTakesThePlaceOfATalk() {
        SipResponse talk = talk("a");
        LegId replaced = world.arrived();
        Line line = new Line("10.0.0.2", "2001");
        line.invites(replaces(talk));
        assertThat(origin())
                .isEqualTo(ArrivalOrigin.ofPhone("2001").inPlaceOf(Optional.of(replaced)));
        assertThat(world.media.beside(world.media.open().getLast()))
                .as("on the media loop of whom the replaced one talks with")
                .contains(world.media.open().getFirst());
        line.leaves();
        hangUp(replaced);
    }

    @Test
    void phoneTakesACallThatRingsElsewhere() {
        LegId leg = world.legs.next();
        SipRequest ringing = rung(leg);
        Line line = new Line("10.0.0.2", "2001");
        line.invites(replaces(ringing) + ";early-only");
        assertThat(origin().replaces()).contains(leg);
        line.leaves();
        hangUp(leg);
    }

    @Test
    void trustedTrunkTakesThePlaceOfItsOwnLegOnly() {
        SipResponse talk = talk("a");
        LegId own = world.arrived();
        LegId phone = world.legs.next();
        SipRequest foreign = rung(phone);
        world.send(world.invite("b").header("Replaces", replaces(talk)).build());
        assertThat(origin().replaces()).contains(own);
        assertThat(origin().trunk()).isEqualTo("lab");
        assertThat(refusal(replaces(foreign))).as("a phone's").isEqualTo(403);
        hangUp(world.arrived());
        hangUp(own);
        hangUp(phone);
    }

    @Test
    void swappedTagsAreUnderstoodAsInRefer() {
        SipResponse talk = talk("a");
        LegId own = world.arrived();
        String swapped =
                "%s ; From-Tag=%s ; To-Tag=peer"
                        .formatted(talk.callId(), talk.toTag().orElseThrow());
        world.send(world.invite("b").header("Replaces", swapped).build());
        assertThat(origin().replaces()).contains(own);
        hangUp(world.arrived());
        hangUp(own);
    }

    @Test
    void everyOtherWishHasItsRefusal() {
        SipResponse talk = talk("a");
        LegId own = world.arrived();
        String good = replaces(talk);
        assertThat(refusal(good + ";early-only")).as("it talks").isEqualTo(486);
        assertThat(refusal(good.replace("peer", "other"))).as("unknown tag").isEqualTo(481);
        assertThat(refusal("a;from-tag=peer")).as("no to-tag").isEqualTo(400);
        assertThat(refusal(good, good)).as("two").isEqualTo(400);
        assertThat(refusal(good + "," + good)).as("two in a line").isEqualTo(400);
        assertThat(refusal(world.invite("j").header("Replaces", good).header("Join", good)))
                .isEqualTo(400);
        world.send(world.inDialog("INVITE", talk, 2).header("Replaces", good).build());
        assertThat(world.lastResponse().status()).as("within the dialog").isEqualTo(400);
        world.send(world.inDialog("BYE", talk, 3).header("Replaces", good).build());
        assertThat(world.lastResponse().status()).as("another method").isEqualTo(400);
        world.execute(new LegCommand.HangUp(own, Cause.NORMAL_CLEARING));
        SipRequest bye = (SipRequest) world.received.getLast();
        assertThat(refusal(good)).as("its BYE is under way").isEqualTo(603);
        world.respond(SipResponse.to(bye, 200).build());
        assertThat(refusal(good)).as("over").isEqualTo(481);
    }

    @Test
    void callerThatRingsHereIsNobodysPlaceYet() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Ring(world.arrived()));
        assertThat(refusal(replaces(world.lastResponse()))).isEqualTo(481);
        world.execute(new LegCommand.Reject(world.arrived(), Cause.NORMAL_CLEARING));
    }

    @Test
    void whoIsNotTrustedLearnsNothingOfWhatThereIs() {
        CarrierWorld carriers = new CarrierWorld();
        assertThat(carriers.refusesTakeOver("10.0.1.1", "nobody;from-tag=a;to-tag=b"))
                .as("a trunk that is not believed")
                .isEqualTo(403);
        assertThat(carriers.refusesTakeOver("10.0.1.2", "nobody;from-tag=a;to-tag=b"))
                .as("one that is")
                .isEqualTo(481);
    }

    @Test
    void everyAnswerSaysThatPlacesCanBeTaken() {
        assertThat(talk("a").values("Supported")).contains("replaces");
        hangUp(world.arrived());
    }
}
