package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;

/** A phone that holds the engine by re-INVITE, RFC 3264 §8.4; both ends are ours. */
class HeldLegTest {
    private final EngineWorld world = new EngineWorld(1, 0, 10);
    private final EngineWorld.Phone phone =
            world.phone("10.0.0.9", "2001", new AnswerPolicy.LetRing());

    @BeforeEach
    void talk() {
        assertThat(phone.sip.call(SipUri.of("1000", "10.0.0.1", 5060))).isTrue();
        pass();
        world.execute(new LegCommand.Answer(world.arrived()));
        pass();
        assertThat(phone.events).contains(new PhoneEvent.Answered());
    }

    private void pass() {
        world.loop.advance(Duration.ofSeconds(1));
    }

    private String engineMedia() {
        return world.media.open().getFirst().told().reversed().stream()
                .filter(told -> told.startsWith("connect"))
                .findFirst()
                .orElseThrow();
    }

    private String phoneMedia() {
        return phone.media.open().getFirst().told().getLast();
    }

    @Test
    void legThatIsHeldOnlyReceivesUntilItIsResumed() {
        phone.sip.hold(true);
        pass();
        assertThat(phone.events).last().isEqualTo(new PhoneEvent.Holding(true));
        assertThat(engineMedia()).endsWith("RECEIVE_ONLY");
        assertThat(phoneMedia()).endsWith("SEND_ONLY");
        phone.sip.hold(false);
        pass();
        assertThat(phone.events).last().isEqualTo(new PhoneEvent.Holding(false));
        assertThat(engineMedia()).endsWith("SEND_RECEIVE");
        assertThat(phoneMedia()).endsWith("SEND_RECEIVE");
        phone.sip.hangUp();
    }

    @Test
    void legThatIsHeldIsHungUpByTheEngineAsAnyOther() {
        phone.sip.hold(true);
        pass();
        world.execute(new LegCommand.HangUp(world.arrived(), Cause.NORMAL_CLEARING));
        pass();
        assertThat(phone.events).last().isInstanceOf(PhoneEvent.Ended.class);
        assertThat(world.events).last().isInstanceOf(LegEvent.Ended.class);
    }

    @Test
    void hangingUpWhileTheHoldIsUnderWayEndsTheCall() {
        phone.sip.hold(true);
        phone.sip.hangUp();
        pass();
        assertThat(phone.events).last().isInstanceOf(PhoneEvent.Ended.class);
        assertThat(phone.events).noneMatch(PhoneEvent.HoldRefused.class::isInstance);
    }
}
