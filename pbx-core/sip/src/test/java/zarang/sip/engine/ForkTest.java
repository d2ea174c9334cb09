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
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.Reach;
import zarang.sip.registrar.RegisterOrder;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** An agent's phones, rung at the same time. */
class ForkTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofSeconds(1));
    private static final AnswerPolicy NEVER = new AnswerPolicy.LetRing();

    private final EngineWorld world = new EngineWorld(3, 0, 10);
    private final List<EngineWorld.Phone> phones = new ArrayList<>();

    private final List<Binding<Hop>> bindings = new ArrayList<>();

    /** Of the phones that register from here on. */
    private double q = Binding.PREFERRED;

    /** A phone at that address; the last one is the freshest. */
    private EngineWorld.Phone phone(int number, AnswerPolicy policy) {
        EngineWorld.Phone phone = world.phone("10.0.0." + (10 + number), "2001", policy);
        phones.add(phone);
        bind("sip:2001@10.0.0." + (10 + number) + ":5070", 10 + number, 5070, Reach.FLOW_FIRST);
        return phone;
    }

    /** A phone that is switched off: what is sent to it comes to nothing. */
    private void deadPhone(int number) {
        bind("sip:2001@10.0.0." + (10 + number) + ":5070", 10 + number, 5070, Reach.FLOW_FIRST);
    }

    private void bind(String contact, int host, int port, Reach reach) {
        bind(contact, new Hop(Protocol.UDP, address("10.0.0." + host, port), 1), reach, "", "");
    }

    private void bind(String contact, Hop flow, Reach reach, String instance, String regId) {
        bindings.addFirst(
                new Binding<>(
                        (SipUri) SipSyntax.uri(contact),
                        flow,
                        reach,
                        instance,
                        regId,
                        q,
                        List.of(),
                        new RegisterOrder("call-id", 1, 0),
                        world.loop.instant(),
                        world.loop.nanos() + Duration.ofMinutes(2).toNanos()));
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private LegId dial() {
        world.engine.phones().restore("2001", bindings);
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg, leg, new DialTarget.Registered("2001"), CallerShown.of("", "+98912")));
        return leg;
    }

    private LegEvent last() {
        return world.events.getLast();
    }

    private void pass(long ms) {
        world.loop.advance(Duration.ofMillis(ms));
    }

    @Test
    void firstPhoneThatAnswersHasTheCallAndTheOthersStopRinging() {
        EngineWorld.Phone desk = phone(1, SOON);
        EngineWorld.Phone soft = phone(2, NEVER);
        LegId leg = dial();
        pass(500);
        assertThat(desk.heard(PhoneEvent.Incoming.class)).isTrue();
        assertThat(soft.heard(PhoneEvent.Incoming.class)).isTrue();
        pass(1_000);
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        assertThat(soft.sip.isBusy()).as("CANCEL reached it").isFalse();
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(last())
                .isEqualTo(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.RELEASED, ""));
        assertThat(desk.sip.isBusy()).isFalse();
    }

    private boolean rings(EngineWorld.Phone phone) {
        return phone.heard(PhoneEvent.Incoming.class);
    }

    /** RFC 3261 §16.6: a softphone that is for when nobody is at the desk. */
    @Test
    void phoneThatIsPreferredLessRingsWhenTheOtherHasRungAloneForAWhile() {
        EngineWorld.Phone desk = phone(1, NEVER);
        q = 0.5;
        EngineWorld.Phone soft = phone(2, SOON);
        LegId leg = dial();
        pass(7_900);
        assertThat(rings(desk)).isTrue();
        assertThat(rings(soft)).isFalse();
        pass(200);
        assertThat(rings(soft)).isTrue();
        assertThat(desk.sip.isBusy()).as("rings on").isTrue();
        pass(1_000);
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        assertThat(desk.sip.isBusy()).isFalse();
        soft.sip.hangUp();
        pass(1_000);
    }

    @Test
    void phoneThatIsPreferredLessRingsAtOnceWhenTheOtherRefusesAndSoonWhenItIsOff() {
        phone(1, new AnswerPolicy.Refuse(486));
        q = 0.5;
        EngineWorld.Phone soft = phone(2, NEVER);
        q = 0.2;
        deadPhone(3);
        q = 0.1;
        EngineWorld.Phone home = phone(4, NEVER);
        dial();
        pass(500);
        assertThat(rings(soft)).isTrue();
        soft.sip.hangUp();
        pass(100);
        assertThat(last()).as("a person's word counts for all").isInstanceOf(LegEvent.Ended.class);
        assertThat(rings(home)).isFalse();
        bindings.removeIf(binding -> binding.q() > 0.2);
        world.engine
                .phones()
                .here()
                .flowClosed(new Hop(Protocol.UDP, address("10.0.0.11", 5070), 1));
        world.engine
                .phones()
                .here()
                .flowClosed(new Hop(Protocol.UDP, address("10.0.0.12", 5070), 1));
        LegId other = dial();
        pass(3_900);
        assertThat(rings(home)).isFalse();
        pass(200);
        assertThat(rings(home)).as("four seconds of silence").isTrue();
        hangUp(other);
    }

    @Test
    void ofPhonesThatRangOneAfterTheOtherTheBestRefusalCountsAndNoneRingsAfterTheEnd() {
        phone(1, new AnswerPolicy.Refuse(480));
        q = 0.3;
        phone(2, new AnswerPolicy.Refuse(486));
        LegId leg = dial();
        pass(500);
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Ended(leg, Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
    }

    @Test
    void callerWhoGivesUpBeforeTheLessPreferredRingsLeavesItSilent() {
        EngineWorld.Phone desk = phone(1, NEVER);
        q = 0.5;
        EngineWorld.Phone soft = phone(2, NEVER);
        LegId leg = dial();
        pass(3_000);
        assertThat(rings(desk)).isTrue();
        hangUp(leg);
        pass(20_000);
        assertThat(rings(soft)).isFalse();
    }

    @Test
    void phonesThatArePreferredAlikeRingTogetherWhateverThatIs() {
        q = 0.4;
        EngineWorld.Phone desk = phone(1, NEVER);
        EngineWorld.Phone soft = phone(2, NEVER);
        LegId leg = dial();
        pass(500);
        assertThat(rings(desk) && rings(soft)).isTrue();
        hangUp(leg);
    }

    /** RFC 5626 §6: of two flows of one phone the fresher one is gone. */
    @Test
    void phoneOfTwoFlowsRingsOnceOverTheOneThatIsLeft() {
        EngineWorld.Phone phone = world.phone("10.0.0.11", "2001", SOON);
        phones.add(phone);
        Hop alive = new Hop(Protocol.UDP, address("10.0.0.11", 5070), 1);
        Hop gone = new Hop(Protocol.UDP, address("10.0.0.19", 5070), 1);
        bind("sip:2001@192.168.1.1;ob", alive, Reach.FLOW, "<urn:uuid:1>", "1");
        bind("sip:2001@192.168.1.1;ob", gone, Reach.FLOW, "<urn:uuid:1>", "2");
        LegId leg = dial();
        pass(900);
        assertThat(phone.heard(PhoneEvent.Incoming.class)).as("the other one first").isFalse();
        pass(1_500);
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(phone.events.stream().filter(PhoneEvent.Incoming.class::isInstance)).hasSize(1);
    }

    @Test
    void twoWhoAnswerAtOnceAreOneTalkAndOneGoodbye() {
        phone(1, SOON);
        phone(2, SOON);
        LegId leg = dial();
        pass(3_000);
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        assertThat(phones.stream().filter(phone -> phone.sip.isBusy())).hasSize(1);
        assertThat(world.engine.counts().sessions()).isEqualTo(1);
        phones.stream().filter(phone -> phone.sip.isBusy()).forEach(phone -> phone.sip.hangUp());
        pass(1_000);
        assertThat(last())
                .isEqualTo(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    @Test
    void deadPhoneThatRegisteredLastDelaysNothing() {
        EngineWorld.Phone living = phone(1, SOON);
        deadPhone(2);
        LegId leg = dial();
        pass(1_500);
        assertThat(last()).isEqualTo(new LegEvent.Answered(leg));
        living.sip.hangUp();
        pass(1_000);
    }

    @Test
    void refusalOfTheLivingPhoneDoesNotWaitForTheDeadOne() {
        phone(1, new AnswerPolicy.Refuse(486));
        deadPhone(2);
        LegId leg = dial();
        pass(3_900);
        assertThat(world.events).isEmpty();
        pass(200);
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Ended(leg, Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
    }

    @Test
    void phoneThatIsBusyOrDeclinesUnrungLeavesTheOtherRinging() {
        phone(1, new AnswerPolicy.Refuse(603));
        EngineWorld.Phone other = phone(2, SOON);
        LegId leg = dial();
        pass(1_500);
        assertThat(last()).isEqualTo(new LegEvent.Answered(leg));
        other.sip.hangUp();
        pass(1_000);
    }

    @Test
    void personWhoDeclinesAtOnePhoneDeclinesAtAll() {
        EngineWorld.Phone desk = phone(1, NEVER);
        EngineWorld.Phone soft = phone(2, NEVER);
        LegId leg = dial();
        pass(500);
        desk.sip.hangUp();
        pass(500);
        assertThat(last())
                .isEqualTo(new LegEvent.Ended(leg, Cause.CALL_REJECTED, LegOutcome.REFUSED, "603"));
        assertThat(soft.sip.isBusy()).isFalse();
    }

    @Test
    void whenAllRefuseTheBestCauseCounts() {
        phone(1, new AnswerPolicy.Refuse(503));
        phone(2, new AnswerPolicy.Refuse(480));
        phone(3, new AnswerPolicy.Refuse(404));
        LegId leg = dial();
        pass(500);
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Ended(
                                leg, Cause.NO_USER_RESPONDING, LegOutcome.DO_NOT_DISTURB, "480"));
    }

    /** After a restart the old phone may be dead and the new one a moment late. */
    @Test
    void phoneThatRegistersWhileItsAgentIsRungRingsToo() {
        deadPhone(1);
        LegId leg = dial();
        pass(2_000);
        EngineWorld.Phone late = world.phone("10.0.0.30", "2001", SOON);
        late.sip.register();
        pass(500);
        assertThat(late.heard(PhoneEvent.Incoming.class)).isTrue();
        pass(1_000);
        assertThat(last()).isEqualTo(new LegEvent.Answered(leg));
        late.sip.register();
        pass(500);
        assertThat(world.engine.counts().sessions())
                .as("the talk and the INVITE that the dead phone never answered")
                .isEqualTo(2);
        late.sip.hangUp();
        late.sip.unregister();
        pass(1_000);
    }

    @Test
    void nobodyThereEndsWhenTheCallerOrTheFloorSaysSo() {
        deadPhone(1);
        deadPhone(2);
        LegId leg = dial();
        pass(20_000);
        assertThat(world.events).isEmpty();
        world.execute(new LegCommand.HangUp(leg, Cause.NO_ANSWER));
        assertThat(world.events)
                .containsExactly(new LegEvent.Ended(leg, Cause.NO_ANSWER, LegOutcome.RELEASED, ""));
    }

    /** A socket at 10.0.0.20 that hears INVITEs and may ring. */
    private final class Socket {
        final List<SipRequest> invites = new ArrayList<>();

        Socket(int port, boolean rings) {
            MemoryNet.Node node = world.net.node("10.0.0.20", port);
            Hop engine = Hop.to(Protocol.UDP, address("10.0.0.1", 5060));
            node.listen((message, source) -> {
                if (message instanceof ParsedMessage.Request(SipRequest request) && rings) {
                    if (request.is("INVITE")) {
                        invites.add(request);
                        node.send(ringing(request), engine, () -> {});
                    } else if (request.is("CANCEL")) {
                        node.send(SipResponse.to(request, 200).build(), engine, () -> {});
                        node.send(
                                SipResponse.to(invites.getFirst(), 487).toTag("t").build(),
                                engine,
                                () -> {});
                    }
                } else if (message instanceof ParsedMessage.Request(SipRequest request)
                        && request.is("INVITE")) {
                    invites.add(request);
                }
            });
        }

        private static SipResponse ringing(SipRequest invite) {
            return SipResponse.to(invite, 180).toTag("t").build();
        }
    }

    private void hangUp(LegId leg) {
        world.execute(new LegCommand.HangUp(leg, Cause.NO_ANSWER));
    }

    @Test
    void phoneThatListensAtItsContactRingsThere() {
        Socket contact = new Socket(5062, true);
        Socket flow = new Socket(40_000, false);
        bind("sip:2001@10.0.0.20:5062", 20, 40_000, Reach.CONTACT_FIRST);
        LegId leg = dial();
        pass(3_000);
        assertThat(contact.invites).hasSize(1);
        assertThat(flow.invites).isEmpty();
        assertThat(world.events).containsExactly(new LegEvent.Ringing(leg));
        hangUp(leg);
    }

    @Test
    void phoneThatIsNotThereOneWayIsRungTheOtherWayASecondLater() {
        Socket contact = new Socket(5062, false);
        Socket flow = new Socket(40_000, true);
        bind("sip:2001@10.0.0.20:5062", 20, 40_000, Reach.CONTACT_FIRST);
        LegId leg = dial();
        pass(900);
        assertThat(flow.invites).isEmpty();
        pass(200);
        assertThat(flow.invites).hasSize(1);
        assertThat(flow.invites.getFirst().requestUri()).hasToString("sip:2001@10.0.0.20:5062");
        assertThat(world.events).containsExactly(new LegEvent.Ringing(leg));
        assertThat(contact.invites).isNotEmpty();
        hangUp(leg);
    }

    @Test
    void phoneThatSaysRportIsRungWhereItSendsFromAndThenAtItsContact() {
        Socket contact = new Socket(5062, true);
        Socket flow = new Socket(40_000, false);
        bind("sip:2001@10.0.0.20:5062", 20, 40_000, Reach.FLOW_FIRST);
        LegId leg = dial();
        pass(900);
        assertThat(flow.invites).isNotEmpty();
        assertThat(contact.invites).isEmpty();
        pass(200);
        assertThat(world.events).containsExactly(new LegEvent.Ringing(leg));
        hangUp(leg);
    }

    @Test
    void phoneBehindANatIsRungOverItsFlowAlone() {
        Socket flow = new Socket(40_000, false);
        Socket stranger = new Socket(5062, true);
        bind("sip:2001@10.0.0.20:5062", 21, 40_000, Reach.CONTACT_FIRST);
        LegId leg = dial();
        pass(5_000);
        assertThat(stranger.invites).as("its address may be a stranger's here").isEmpty();
        assertThat(flow.invites).isEmpty();
        hangUp(leg);
    }

    @Test
    void outboundPhoneIsRungOverItsFlowAlone() {
        Socket contact = new Socket(5062, true);
        Socket flow = new Socket(40_000, false);
        bind("sip:2001@10.0.0.20:5062", 20, 40_000, Reach.FLOW);
        LegId leg = dial();
        pass(5_000);
        assertThat(contact.invites).isEmpty();
        assertThat(flow.invites).isNotEmpty();
        hangUp(leg);
    }
}
