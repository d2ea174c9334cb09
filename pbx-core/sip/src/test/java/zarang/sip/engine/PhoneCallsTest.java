package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.testkit.FakeMedia;

/** A registered phone calls: who it is, it proves by its password. */
class PhoneCallsTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofSeconds(1));
    private static final SipUri COLLEAGUE = SipUri.of("2002", "10.0.0.1", -1);

    private final EngineWorld world = new EngineWorld(1, 0, 10);

    private EngineWorld.Phone registered(String address, String user) {
        EngineWorld.Phone phone = world.phone(address, user, SOON);
        phone.sip.register();
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(phone.heard(PhoneEvent.Registered.class)).isTrue();
        return phone;
    }

    private List<LegEvent.Arrived> arrived() {
        return world.events.stream()
                .filter(LegEvent.Arrived.class::isInstance)
                .map(LegEvent.Arrived.class::cast)
                .toList();
    }

    private void call(EngineWorld.Phone phone) {
        assertThat(phone.sip.call(COLLEAGUE)).isTrue();
        world.loop.advance(Duration.ofSeconds(1));
    }

    @Test
    void phoneThatProvesItselfCallsAsItsUser() {
        EngineWorld.Phone phone = registered("10.0.0.2", "2001");
        call(phone);
        assertThat(arrived())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.origin()).isEqualTo(ArrivalOrigin.ofPhone("2001"));
                    assertThat(call.calledUser()).isEqualTo("2002");
                    assertThat(call.caller()).isEmpty();
                });
        world.execute(new LegCommand.Answer(world.arrived()));
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(phone.heard(PhoneEvent.Answered.class)).isTrue();
        phone.sip.hangUp();
        phone.sip.unregister();
    }

    @Test
    void secondLineOfAPhoneThatTalksSharesTheMediaLoopOfTheFirst() {
        EngineWorld.Phone phone = registered("10.0.0.2", "2001");
        LegId first = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        first,
                        first,
                        new DialTarget.Registered("2001"),
                        CallerShown.of("", "+98912")));
        world.loop.advance(Duration.ofSeconds(2));
        FakeMedia.Session talks = world.media.open().getLast();
        EngineWorld.Phone secondLine = world.new Phone("10.0.0.2", 5071, "2001", "pw-2001", SOON);
        call(secondLine);
        assertThat(world.media.beside(world.media.open().getLast())).contains(talks);
        phone.sip.hangUp();
        secondLine.sip.hangUp();
        phone.sip.unregister();
    }

    @Test
    void wrongPasswordIsAskedAgainAndNeverArrives() {
        EngineWorld.Phone phone = registered("10.0.0.2", "2001");
        EngineWorld.Phone thief = world.new Phone("10.0.0.2", 5071, "2001", "wrong", SOON);
        call(thief);
        assertThat(arrived()).isEmpty();
        assertThat(thief.heard(PhoneEvent.Ended.class)).isTrue();
        assertThat(world.engine.counts().authenticationFailures()).isPositive();
        phone.sip.unregister();
    }

    @Test
    void trunkThatNamesAPhoneInItsFromIsNotThatPhone() {
        EngineWorld.Phone one = registered("10.0.0.2", "2001");
        world.send(
                world.invite("forged")
                        .from(SipSyntax.nameAddr("<sip:2001@10.0.0.1>;tag=x"))
                        .build());
        assertThat(arrived())
                .singleElement()
                .satisfies(call -> assertThat(call.origin().user()).isEmpty());
        world.execute(new LegCommand.Reject(world.arrived(), Cause.NORMAL_CLEARING));
        one.sip.unregister();
    }

    @Test
    void phoneThatIsNotRegisteredIsAStranger() {
        EngineWorld.Phone phone = world.phone("10.0.0.3", "2003", SOON);
        call(phone);
        assertThat(arrived()).isEmpty();
        assertThat(phone.events)
                .filteredOn(PhoneEvent.Ended.class::isInstance)
                .singleElement()
                .satisfies(end -> assertThat(((PhoneEvent.Ended) end).status()).isEqualTo(403));
    }

    @Test
    void guessesAreSlowedAndTheRightPhoneIsServedAfterThem() {
        EngineWorld.Phone phone = registered("10.0.0.2", "2001");
        for (int guess = 0; guess < 30; guess++) {
            EngineWorld.Phone thief =
                    world.new Phone("10.0.0.2", 5080 + guess, "2001", "wrong" + guess, SOON);
            thief.sip.call(COLLEAGUE);
            world.loop.advance(Duration.ofMillis(20));
        }
        assertThat(world.engine.counts().authenticationFailures()).isLessThan(15);
        world.loop.advance(Duration.ofSeconds(15));
        call(phone);
        assertThat(arrived()).hasSize(1);
        phone.sip.hangUp();
        phone.sip.unregister();
    }
}
