package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;

/** A phone that is registered at one node rings for the calls of another. */
class OtherNodeTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofMillis(300));
    private static final AnswerPolicy NEVER = new AnswerPolicy.LetRing();

    private NodesWorld world = new NodesWorld(1, 0);
    private NodesWorld.Node here = world.new Node(NodesWorld.A);
    private NodesWorld.Node there = world.new Node(NodesWorld.B);

    private static boolean talks(NodesWorld.Node node, LegId leg) {
        return node.heard.events.contains(new LegEvent.Answered(leg));
    }

    @Test
    void everyNodeIsNotifiedOfTheFirstPhoneAndOfTheLastOnesEnd() {
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        assertThat(here.heard.phones).containsExactly("+2001");
        assertThat(there.heard.phones).containsExactly("+2001");
        assertThat(there.figure("zarang_phones_elsewhere")).isEqualTo(1);
        world.pass(130_000);
        assertThat(there.heard.phones).as("refreshes are no news").containsExactly("+2001");
        phone.sip.unregister();
        world.pass(200);
        assertThat(here.heard.phones).containsExactly("+2001", "-2001");
        assertThat(there.heard.phones).containsExactly("+2001", "-2001");
        assertThat(there.figure("zarang_phones_elsewhere")).isZero();
    }

    @Test
    void phoneOfTheOtherNodeCallsHereAsItsUserOnceItHasShownItsPassword() {
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        assertThat(phone.sip.call(SipUri.of("2002", NodesWorld.B, -1))).isTrue();
        world.pass(300);
        assertThat(there.last())
                .isInstanceOfSatisfying(
                        LegEvent.Arrived.class,
                        call -> assertThat(call.origin()).isEqualTo(ArrivalOrigin.ofPhone("2001")));
        phone.sip.hangUp();
        world.pass(200);
        phone.sip.unregister();
    }

    @Test
    void phoneThatIsWhereItSaysIsRungDirectly() {
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        LegId leg = there.dial();
        world.pass(600);
        assertThat(talks(there, leg)).isTrue();
        there.hangUp(leg);
        assertThat(phone.sip.isBusy()).isFalse();
        assertThat(here.figure("zarang_edge_forwarded_total")).as("not through A").isZero();
        phone.sip.unregister();
    }

    @Test
    void phoneBehindANatIsRungThroughItsNodeAndEitherSideHangsUp() {
        NodesWorld.Phone phone = world.phoneBehindNat(NodesWorld.A, SOON);
        LegId ours = there.dial();
        world.pass(600);
        assertThat(talks(there, ours)).isTrue();
        there.hangUp(ours);
        assertThat(phone.sip.isBusy()).as("BYE reached it").isFalse();
        LegId theirs = there.dial();
        world.pass(600);
        assertThat(talks(there, theirs)).isTrue();
        phone.sip.hangUp();
        world.pass(200);
        assertThat(there.last()).isInstanceOf(LegEvent.Ended.class);
        assertThat(((LegEvent.Ended) there.last()).outcome()).isEqualTo(LegOutcome.HUNG_UP);
        assertThat(here.figure("zarang_edge_forwarded_total")).isGreaterThan(8);
        assertThat(here.figure("zarang_edge_refused_total")).isZero();
        phone.sip.unregister();
    }

    @Test
    void cancelReachesAPhoneBehindANat() {
        NodesWorld.Phone phone = world.phoneBehindNat(NodesWorld.A, NEVER);
        LegId leg = there.dial();
        world.pass(300);
        assertThat(there.last()).isEqualTo(new LegEvent.Ringing(leg));
        there.hangUp(leg);
        assertThat(phone.heard(PhoneEvent.Ended.class)).isTrue();
        assertThat(phone.sip.isBusy()).isFalse();
        assertThat(here.figure("zarang_edge_refused_total")).isZero();
        phone.sip.unregister();
    }

    @Test
    void refusalOfAPhoneBehindANatIsItsOwn() {
        NodesWorld.Phone phone = world.phoneBehindNat(NodesWorld.A, new AnswerPolicy.Refuse(486));
        there.dial();
        world.pass(300);
        assertThat(((LegEvent.Ended) there.last()).said()).isEqualTo("486");
        phone.sip.unregister();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsLostBetweenNodesAndPhoneIsSentAgainAndNothingIsLeft(long seed) {
        world = new NodesWorld(seed, 25);
        here = world.new Node(NodesWorld.A);
        there = world.new Node(NodesWorld.B);
        NodesWorld.Phone phone = world.phoneBehindNat(NodesWorld.A, SOON);
        int talks = 0;
        for (int call = 0; call < 10; call++) {
            LegId leg = there.dial();
            world.pass(8_000);
            if (talks(there, leg)) {
                talks++;
            }
            if (call % 2 == 0) {
                there.hangUp(leg);
            } else {
                phone.sip.hangUp();
            }
            world.pass(40_000);
            there.hangUp(leg);
        }
        assertThat(talks).as("of 10 calls, a quarter of all datagrams lost").isGreaterThan(5);
        assertThat(phone.sip.isBusy()).isFalse();
        phone.sip.unregister();
    }

    @Test
    void deadNodesPhoneIsRungDirectlyUntilItExpires() {
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        here.die();
        LegId leg = there.dial();
        world.pass(600);
        assertThat(talks(there, leg)).isTrue();
        there.hangUp(leg);
        assertThat(phone.sip.isBusy()).isFalse();
        world.pass(125_000);
        assertThat(there.heard.phones).containsExactly("+2001", "-2001");
        phone.sip.unregister();
        world.pass(60_000);
    }

    @Test
    void phoneBehindANatOfADeadNodeIsSilent() {
        NodesWorld.Phone phone = world.phoneBehindNat(NodesWorld.A, SOON);
        here.die();
        there.dial();
        world.pass(40_000);
        assertThat(((LegEvent.Ended) there.last()).outcome())
                .isIn(LegOutcome.SILENT, LegOutcome.NOT_RUNG);
        assertThat(phone.heard(PhoneEvent.Incoming.class)).isFalse();
        phone.sip.unregister();
        world.pass(60_000);
    }

    @Test
    void changeThatWasMissedIsMadeUpForWhenAllIsTold() {
        world.shared.deaf = true;
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        assertThat(there.heard.phones).isEmpty();
        world.shared.tellAll();
        world.pass(10);
        assertThat(there.heard.phones).containsExactly("+2001");
        phone.sip.unregister();
        world.pass(200);
        assertThat(there.heard.phones).containsExactly("+2001");
        world.shared.tellAll();
        world.pass(10);
        assertThat(there.heard.phones).containsExactly("+2001", "-2001");
    }

    @Test
    void phoneThatRegistersAtAnotherNodeIsThereAndNoLongerHere() {
        NodesWorld.Phone first = world.phone(NodesWorld.A, SOON);
        NodesWorld.Phone moved = world.phone(NodesWorld.B, NEVER);
        assertThat(here.figure("zarang_phones_registered")).isZero();
        assertThat(there.figure("zarang_phones_registered")).isEqualTo(1);
        assertThat(here.heard.phones)
                .as("it came anew, and was never gone")
                .containsExactly("+2001", "+2001");
        LegId leg = here.dial();
        world.pass(600);
        assertThat(moved.times(PhoneEvent.Incoming.class)).as("rings once").isEqualTo(1);
        here.hangUp(leg);
        first.sip.unregister();
        moved.sip.unregister();
        world.pass(60_000);
    }

    @Test
    void nodeThatComesLateKnowsWhoIsThere() {
        NodesWorld.Phone phone = world.phone(NodesWorld.A, SOON);
        NodesWorld.Node late = world.new Node("10.0.0.3");
        world.pass(10);
        assertThat(late.heard.phones).containsExactly("+2001");
        LegId leg = late.dial();
        world.pass(600);
        assertThat(talks(late, leg)).isTrue();
        late.hangUp(leg);
        phone.sip.unregister();
    }
}
