package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Function;
import zarang.call.engine.EngineRig;
import zarang.call.engine.RemoteParty;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.SipPhone;

/** One of our own phones, for the contract of engines. */
final class SipParty implements RemoteParty {
    /**
     * What is different where there is no RTP.
     *
     * @param number the URI of a number of the engine's
     * @param byInfo whether keys are pressed by SIP INFO
     * @param hears whether the first hears the second
     */
    record Ways(
            Function<String, SipUri> number,
            boolean byInfo,
            BiPredicate<SipPhone, SipPhone> hears) {}

    private final EngineRig rig;
    private final Ways ways;
    private final List<PhoneEvent> events = new CopyOnWriteArrayList<>();
    private final SipPhone phone;

    /**
     * @param phone makes it, with what hears of its events
     */
    SipParty(EngineRig rig, Ways ways, Function<List<PhoneEvent>, SipPhone> phone) {
        this.rig = rig;
        this.ways = ways;
        this.phone = phone.apply(events);
    }

    static AnswerPolicy policy(Manner manner) {
        return switch (manner) {
            case RINGS -> new AnswerPolicy.LetRing();
            case ANSWERS -> new AnswerPolicy.After(Duration.ofMillis(10));
            case BUSY -> new AnswerPolicy.Refuse(486);
            case DECLINES -> new AnswerPolicy.Refuse(603);
            case DO_NOT_DISTURB -> new AnswerPolicy.Refuse(480);
        };
    }

    SipParty registered() {
        assertThat(rig.ask(phone::register)).isTrue();
        rig.await(
                "its registration",
                () -> events.stream().anyMatch(PhoneEvent.Registered.class::isInstance));
        return this;
    }

    SipPhone phone() {
        return phone;
    }

    @Override
    public void call(String number) {
        assertThat(rig.ask(() -> phone.call(ways.number().apply(number)))).isTrue();
    }

    @Override
    public void answer() {
        rig.run(phone::answer);
    }

    @Override
    public void hangUp() {
        rig.run(phone::hangUp);
    }

    @Override
    public void press(char digit) {
        rig.run(() -> {
            if (ways.byInfo()) {
                phone.pressByInfo(digit);
            } else {
                phone.press(digit);
            }
        });
    }

    @Override
    public void unregister() {
        rig.run(phone::unregister);
    }

    @Override
    public boolean isRinging() {
        return happened(PhoneEvent.Incoming.class) > callsOver();
    }

    @Override
    public boolean isTalking() {
        return happened(PhoneEvent.Answered.class) > callsOver();
    }

    @Override
    public int callsOver() {
        return happened(PhoneEvent.Ended.class);
    }

    private int happened(Class<? extends PhoneEvent> what) {
        return (int) events.stream().filter(what::isInstance).count();
    }

    @Override
    public boolean hears(RemoteParty speaker) {
        return ways.hears().test(phone, ((SipParty) speaker).phone);
    }
}
