package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferTarget;
import zarang.sip.message.Params;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;

/** Every kind of leg between IPv6 addresses that are written as such: RFC 5118, RFC 5954. */
class Ipv6Test {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofMillis(300));
    private static final AnswerPolicy NEVER = new AnswerPolicy.LetRing();
    private static final String A = "2001:db8::a";
    private static final String B = "2001:db8::b";
    private static final String DIALLED = "02188001234";

    private static boolean talks(NodesWorld.Node node, LegId leg) {
        return node.heard.events.contains(new LegEvent.Answered(leg));
    }

    private static NodesWorld.Phone phone(NodesWorld world, AnswerPolicy policy) {
        return world.new Phone(world.net.node("2001:db8:1::5", 5070), "[" + A + "]", policy);
    }

    @Test
    void phoneRegistersIsRungAndCalls() {
        NodesWorld world = new NodesWorld(1, 0);
        NodesWorld.Node node = world.new Node(A);
        NodesWorld.Phone phone = phone(world, SOON);
        assertThat(node.heard.phones).containsExactly("+2001");
        LegId leg = node.dial();
        world.pass(600);
        assertThat(talks(node, leg)).isTrue();
        node.hangUp(leg);
        assertThat(phone.sip.isBusy()).as("BYE to its Contact").isFalse();
        assertThat(phone.sip.call(SipUri.of("2002", "[" + A + "]", -1))).isTrue();
        world.pass(300);
        assertThat(node.last())
                .isInstanceOfSatisfying(
                        LegEvent.Arrived.class,
                        call -> assertThat(call.origin().user()).isEqualTo("2001"));
        phone.sip.hangUp();
        world.pass(200);
        phone.sip.unregister();
        world.pass(200);
        assertThat(node.heard.phones).containsExactly("+2001", "-2001");
    }

    @Test
    void phoneIsThereAgainAfterARestart() {
        NodesWorld world = new NodesWorld(1, 0);
        world.new Node(A).die();
        NodesWorld.Node before = world.new Node(A);
        NodesWorld.Phone phone = phone(world, SOON);
        before.die();
        NodesWorld.Node after = world.new Node(A);
        assertThat(after.heard.phones).containsExactly("+2001");
        LegId leg = after.dial();
        world.pass(600);
        assertThat(talks(after, leg)).isTrue();
        after.hangUp(leg);
        phone.sip.unregister();
    }

    @Test
    void phoneOfAnotherNodeIsRungDirectlyAndBehindANatThroughItsNode() {
        NodesWorld world = new NodesWorld(1, 0);
        NodesWorld.Node here = world.new Node(A);
        NodesWorld.Node there = world.new Node(B);
        NodesWorld.Phone open = phone(world, SOON);
        LegId leg = there.dial();
        world.pass(600);
        assertThat(talks(there, leg)).isTrue();
        there.hangUp(leg);
        assertThat(here.figure("zarang_edge_forwarded_total")).isZero();
        open.sip.unregister();
        world.pass(200);
        NodesWorld.Phone hidden =
                world
                .new Phone(
                        world.net.behindNat("2001:db8:2::5", "fd00::5", 5070),
                        "[" + A + "]",
                        NEVER);
        LegId rung = there.dial();
        world.pass(300);
        assertThat(there.last()).isEqualTo(new LegEvent.Ringing(rung));
        there.hangUp(rung);
        assertThat(hidden.heard(PhoneEvent.Ended.class)).as("CANCEL reached it").isTrue();
        assertThat(here.figure("zarang_edge_forwarded_total")).isGreaterThan(4);
        assertThat(here.figure("zarang_edge_refused_total")).isZero();
        hidden.sip.unregister();
    }

    private static LegId dial(CarrierWorld world) {
        return world.dial(DIALLED, "", "one");
    }

    private static void hangUp(CarrierWorld world, LegId leg) {
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    @Test
    void callGoesOutThroughATrunk() {
        CarrierWorld world = CarrierWorld.overIpv6();
        world.one.answersAll(100, 180, 200);
        LegId leg = dial(world);
        assertThat(world.heard.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        SipRequest invite = world.one.last("INVITE").orElseThrow();
        assertThat(invite.topVia().host()).isEqualTo("[2001:db8:0:0:0:0:0:1]");
        assertThat(invite.contacts().getFirst().uri())
                .hasToString("sip:[2001:db8:0:0:0:0:0:1]:5060");
        assertThat(new String(invite.body(), StandardCharsets.UTF_8))
                .contains("c=IN IP6 2001:db8:0:0:0:0:0:1\r\n");
        hangUp(world, leg);
        assertThat(world.one.last("BYE").orElseThrow().requestUri())
                .hasToString("sip:[2001:db8:1::1]");
        assertThat(world.carried("one")).isZero();
    }

    /** A registrar may write an address more shortly than we do. */
    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8::1]:5060", "[2001:DB8:0::1]", "[2001:db8:0:0:0:0:0.0.0.1]"})
    void registrationIsRenewedAtHalfOfWhatIsGrantedHoweverOurAddressIsWritten(String host) {
        CarrierWorld world = CarrierWorld.overIpv6();
        world.one.answers(request ->
                List.of(
                        request.is("REGISTER")
                                ? world.one
                                        .response(request, 200)
                                        .contact(
                                                SipSyntax.nameAddr(
                                                        "<sip:line@" + host + ">;expires=120"))
                                        .addHeader("Contact", "<sip:line@[2001:db8::9]>;expires=20")
                                : world.one.response(request, 200)));
        world.engine.checkTrunk("one");
        world.loop.advance(Duration.ofSeconds(1));
        int before = world.one.all("REGISTER").size();
        world.loop.advance(Duration.ofSeconds(50));
        assertThat(world.one.all("REGISTER")).hasSize(before);
        world.loop.advance(Duration.ofSeconds(12));
        assertThat(world.one.all("REGISTER")).hasSize(before + 1);
    }

    @Test
    void trunkRedirectsToAnotherPortOfItsOwnAndRoutesTheRest() {
        CarrierWorld world = CarrierWorld.overIpv6();
        CarrierPeer second = new CarrierPeer(world.net, world.one.host, 5080);
        CarrierPeer proxy = new CarrierPeer(world.net, "2001:db8:1::7", 5060);
        world.one.answers(request ->
                List.of(
                        request.is("INVITE")
                                ? world.one
                                        .response(request, 302)
                                        .contact(
                                                SipSyntax.nameAddr(
                                                        "<sip:02188001234@[2001:DB8:1:0::1]:5080>"))
                                : world.one.response(request, 200)));
        second.answers(request ->
                List.of(
                        request.is("INVITE")
                                ? second.response(request, 200)
                                        .header("Record-Route", "<sip:[2001:db8:1::7];lr>")
                                : second.response(request, 200)));
        LegId leg = dial(world);
        assertThat(world.heard.events).contains(new LegEvent.Answered(leg));
        assertThat(proxy.all("ACK")).as("along the route").hasSize(1);
        hangUp(world, leg);
        assertThat(proxy.last("BYE").orElseThrow().requestUri()).hasToString("sip:[2001:db8:1::1]");
        assertThat(second.all("BYE")).isEmpty();
    }

    @Test
    void callOfATrunkIsTakenAndEndedWhereItsContactSays() {
        CarrierWorld world = CarrierWorld.overIpv6();
        CarrierPeer contact = new CarrierPeer(world.net, world.two.host, 5090);
        SipRequest invite = request("INVITE").body("application/sdp", offer()).build();
        world.two.sends(invite, CarrierWorld.HOST_6);
        world.loop.advance(Duration.ofMillis(50));
        LegEvent.Arrived arrived = (LegEvent.Arrived) world.heard.events.getLast();
        assertThat(arrived.origin().trunk()).isEqualTo("two");
        world.execute(new LegCommand.Answer(arrived.leg()));
        SipResponse answer = world.two.responses.getLast();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("c=IN IP6 2001:db8:");
        world.two.sends(request("ACK").to(answer.to()).build(), CarrierWorld.HOST_6);
        world.loop.advance(Duration.ofMillis(50));
        hangUp(world, arrived.leg());
        assertThat(contact.all("BYE")).hasSize(1);
    }

    @Test
    void phoneAtAWrittenAddressTransfersToANumberOfOurs() {
        CarrierWorld world = CarrierWorld.overIpv6();
        CarrierPeer phone = new CarrierPeer(world.net, "2001:db8:1::3");
        phone.answersAll(200);
        LegId leg =
                world.dial(
                        new DialTarget.Fixed("sip:phone@[2001:db8:1::3]"), CallerShown.of("", "1"));
        SipRequest invite = phone.last("INVITE").orElseThrow();
        phone.sends(
                request("REFER")
                        .callId(invite.callId())
                        .from(invite.to().withTag("carrier"))
                        .to(invite.from())
                        .header("Refer-To", "<sip:2003@[2001:db8::1]:5060>")
                        .build(),
                CarrierWorld.HOST_6);
        world.loop.advance(Duration.ofMillis(50));
        assertThat(world.heard.events)
                .contains(new LegEvent.TransferWanted(leg, 1, new TransferTarget.Dialled("2003")));
        assertThat(phone.all("NOTIFY")).hasSize(1);
        hangUp(world, leg);
    }

    private static SipRequest.Builder request(String method) {
        return SipRequest.builder(method, SipUri.of("1000", "[2001:db8::1]", -1))
                .via(
                        new Via(
                                "UDP",
                                "[2001:db8:1::2]",
                                5060,
                                Params.NONE.with("branch", "z9hG4bKsix" + method)))
                .from(SipSyntax.nameAddr("<sip:+98912@[2001:db8:1::2]>;tag=two"))
                .to(SipSyntax.nameAddr("<sip:1000@[2001:db8::1]>"))
                .callId("of-the-trunk")
                .cseq(1)
                .maxForwards(70)
                .contact(SipSyntax.nameAddr("<sip:two@[2001:db8:1::2]:5090>"));
    }

    private static byte[] offer() {
        return CarrierPeer.ANSWER
                .replace("IP4 10.0.1.1", "IP6 2001:db8:1::2")
                .getBytes(StandardCharsets.UTF_8);
    }
}
