package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;

/** Phones that register, and whom the engine rings. */
class RungPhonesTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofSeconds(1));

    private final EngineWorld world = new EngineWorld(1, 0, 10);

    @Test
    void registeredPhoneIsRungAnswersAndHangsUp() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", SOON);
        assertThat(phone.sip.register()).isTrue();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(phone.events).containsExactly(new PhoneEvent.Registered(120));
        assertThat(world.registrations).containsExactly("+2001");
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Registered("2001"),
                        CallerShown.of("زرنگ", "+98912")));
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(phone.events).contains(new PhoneEvent.Incoming("+98912", "زرنگ"));
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        phone.sip.hangUp();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(world.events.getLast())
                .isEqualTo(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        phone.sip.unregister();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(world.registrations).containsExactly("+2001", "-2001");
    }

    @Test
    void registrationIsRefreshedAndWrongPasswordIsRefused() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", SOON);
        phone.sip.register();
        world.loop.advance(Duration.ofMinutes(30));
        assertThat(world.registrations).containsExactly("+2001");
        phone.sip.unregister();
        EngineWorld.Phone thief = world.new Phone("10.0.0.3", "2001", "guess", SOON);
        thief.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(thief.events).containsExactly(new PhoneEvent.RegistrationFailed(401));
        assertThat(world.engine.counts().authenticationFailures()).isEqualTo(1);
    }

    /** Review 1: the same phone at the same address, restarted without a goodbye. */
    @Test
    void phoneThatIsRestartedIsToldOfThoughItNeverLeft() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", SOON);
        phone.sip.register();
        world.loop.advance(Duration.ofMinutes(10));
        assertThat(world.registrations).as("refreshes").containsExactly("+2001");
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(world.registrations).containsExactly("+2001", "+2001");
        phone.sip.unregister();
    }

    @Test
    void targetThatCannotBeRungEndsAtOnce() {
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg, leg, new DialTarget.Registered("2009"), CallerShown.of("", "")));
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Ended(
                                leg, Cause.NO_USER_RESPONDING, LegOutcome.NOT_RUNG, "480"));
        LegId other = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        other, leg, new DialTarget.Fixed("nonsense"), CallerShown.of("", "")));
        assertThat(world.events.getLast())
                .isEqualTo(
                        new LegEvent.Ended(
                                other, Cause.UNALLOCATED_NUMBER, LegOutcome.NOT_RUNG, "404"));
    }

    @Test
    void refusedCallEndsWithTheStatus() {
        EngineWorld.Phone phone = world.phone("10.0.0.2", "2001", new AnswerPolicy.Refuse(486));
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg, leg, new DialTarget.Registered("2001"), CallerShown.of("", "")));
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Ended(leg, Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        phone.sip.unregister();
    }

    @Test
    void secondForkThatAnswersIsAcknowledgedAndHungUp() {
        LegId leg = world.dialAgent();
        SipRequest invite = (SipRequest) world.received.getFirst();
        world.answer(invite, "one");
        world.answer(invite, "two");
        assertThat(world.requests()).containsExactly("INVITE", "ACK", "ACK", "BYE");
        assertThat(world.received.getLast().toTag()).contains("two");
        world.answer(invite, "one");
        assertThat(world.requests().getLast()).isEqualTo("ACK");
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(world.received.getLast().toTag()).contains("one");
    }

    @Test
    void answerThatCrossesTheCancelIsAcknowledgedAndHungUp() {
        LegId leg = world.dialAgent();
        SipRequest invite = (SipRequest) world.received.getFirst();
        world.peer.send(
                SipResponse.to(invite, 180).toTag("one").build(), world.engineHop(), () -> {});
        world.loop.advance(Duration.ofMillis(10));
        world.execute(new LegCommand.HangUp(leg, Cause.NO_ANSWER));
        assertThat(world.requests()).contains("CANCEL");
        world.answer(invite, "one");
        assertThat(world.requests()).containsSubsequence("ACK", "BYE");
        assertThat(world.events.getLast())
                .isEqualTo(new LegEvent.Ended(leg, Cause.NO_ANSWER, LegOutcome.RELEASED, ""));
    }
}
