package zarang.call.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.RemoteParty.Manner;

/**
 * What a telephony engine promises. An engine's tests extend this, once under virtual time and once
 * over real sockets; what they add is how SIP or another protocol looks on the wire, never what the
 * exchange may rely on.
 */
public abstract class TelephonyEngineContract {
    private static final String USER = "2001";

    private EngineRig rig;

    /** A started engine that nobody has called yet. */
    protected abstract EngineRig open();

    @BeforeEach
    void openRig() {
        rig = open();
    }

    /** Whatever a test did: each leg has one end, which is its last event, and nothing is left. */
    @AfterEach
    void nothingIsLeftAndEveryLegEndedOnce() {
        rig.await("the engine is idle", () -> rig.ask(rig.engine()::legs) == 0);
        rig.close();
        Map<LegId, LegEvent> last = new HashMap<>();
        for (LegEvent event : rig.events()) {
            LegEvent before = last.put(event.leg(), event);
            assertThat(before instanceof LegEvent.Ended).as("%s after the end", event).isFalse();
            assertThat(before == null || !(event instanceof LegEvent.Arrived))
                    .as("an arrival comes first")
                    .isTrue();
        }
        assertThat(last.values()).as("last events").allMatch(LegEvent.Ended.class::isInstance);
    }

    /** What is told of a leg; whether its audio was measured is the engine's. */
    private List<LegEvent> of(LegId leg) {
        return rig.events().stream()
                .filter(event -> event.leg().equals(leg))
                .map(event ->
                        event instanceof LegEvent.Ended end ? end.with(Optional.empty()) : event)
                .toList();
    }

    private void awaitEvent(LegEvent event) {
        rig.await(event.toString(), () -> rig.events().contains(event));
    }

    private LegEvent.Ended awaitEnd(LegId leg) {
        rig.await("the end of " + leg, () -> of(leg).stream().anyMatch(this::isEnd));
        return (LegEvent.Ended) of(leg).getLast();
    }

    private boolean isEnd(LegEvent event) {
        return event instanceof LegEvent.Ended;
    }

    private LegEvent.Arrived awaitArrival(int calls) {
        rig.await(calls + " arrivals", () -> arrivals().size() == calls);
        return arrivals().getLast();
    }

    private List<LegEvent.Arrived> arrivals() {
        return rig.events().stream()
                .filter(LegEvent.Arrived.class::isInstance)
                .map(LegEvent.Arrived.class::cast)
                .toList();
    }

    /** A caller that we answered. */
    private LegId answered(RemoteParty caller) {
        int before = arrivals().size();
        caller.call("1000");
        LegId leg = awaitArrival(before + 1).leg();
        assertThat(rig.execute(new LegCommand.Answer(leg))).isEqualTo(Receipt.TAKEN);
        awaitEvent(new LegEvent.Answered(leg));
        rig.await("the caller talks", caller::isTalking);
        return leg;
    }

    private LegId dial(String user) {
        LegId leg = rig.ask(rig.legs()::next);
        DialTarget target = new DialTarget.Registered(user);
        Receipt receipt =
                rig.execute(new LegCommand.Dial(leg, leg, target, CallerShown.of("Sara", "0912")));
        assertThat(receipt).isEqualTo(Receipt.TAKEN);
        return leg;
    }

    private LegId talkingPhone(RemoteParty phone) {
        LegId leg = dial(USER);
        awaitEvent(new LegEvent.Answered(leg));
        rig.await("the phone talks", phone::isTalking);
        return leg;
    }

    private void hangUp(LegId leg) {
        assertThat(rig.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING)))
                .isEqualTo(Receipt.TAKEN);
    }

    private void awaitOver(RemoteParty party) {
        rig.await("its call is over", () -> party.callsOver() == 1);
    }

    @Test
    void callerArrivesIsAnsweredAndHangsUp() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        assertThat(arrivals().getFirst().calledUser()).isEqualTo("1000");
        assertThat(arrivals().getFirst().engineName()).as("for the log").isNotEmpty();
        caller.hangUp();
        awaitEnd(leg);
        assertThat(of(leg))
                .containsExactly(
                        arrivals().getFirst(),
                        new LegEvent.Answered(leg),
                        new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    @Test
    void hangUpByUsIsToldToTheCallerAndAsOurs() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        hangUp(leg);
        awaitOver(caller);
        assertThat(awaitEnd(leg).outcome()).isEqualTo(LegOutcome.RELEASED);
    }

    @Test
    void callerWhoGivesUpBeforeTheAnswerEndsTheLeg() {
        RemoteParty caller = rig.caller();
        caller.call("1000");
        LegId leg = awaitArrival(1).leg();
        caller.hangUp();
        assertThat(awaitEnd(leg).outcome()).isEqualTo(LegOutcome.HUNG_UP);
        assertThat(rig.execute(new LegCommand.Answer(leg)))
                .as("an answer that comes too late")
                .isEqualTo(Receipt.NO_SUCH_LEG);
    }

    @Test
    void callThatIsRejectedIsOverForBothSides() {
        RemoteParty caller = rig.caller();
        caller.call("1000");
        LegId leg = awaitArrival(1).leg();
        rig.execute(new LegCommand.Reject(leg, Cause.USER_BUSY));
        awaitOver(caller);
        LegEvent.Ended end = awaitEnd(leg);
        assertThat(end.outcome()).isEqualTo(LegOutcome.RELEASED);
        assertThat(end.cause()).isEqualTo(Cause.USER_BUSY);
    }

    @Test
    void callThatNobodyWantsIsRefusedAndNotHeardOf() {
        RemoteParty caller = rig.caller();
        caller.call(EngineRig.UNWANTED);
        awaitOver(caller);
        assertThat(rig.events()).isEmpty();
        assertThat(rig.ask(rig.engine()::legs)).isZero();
    }

    @Test
    void phonesThatComeAndGoAreToldOf() {
        assertThat(rig.engine().capabilities()).contains(Capability.KEEPS_PHONES);
        RemoteParty phone = rig.phone(USER, Manner.RINGS);
        rig.await("the phone came", () -> rig.phones().equals(List.of("+2001")));
        phone.unregister();
        rig.await("the phone went", () -> rig.phones().equals(List.of("+2001", "-2001")));
        assertThat(awaitEnd(dial(USER)).outcome()).isEqualTo(LegOutcome.NOT_RUNG);
    }

    @Test
    void phoneIsRungAnswersAndIsHungUpByUs() {
        RemoteParty phone = rig.phone(USER, Manner.RINGS);
        LegId leg = dial(USER);
        awaitEvent(new LegEvent.Ringing(leg));
        phone.answer();
        awaitEvent(new LegEvent.Answered(leg));
        rig.await("the phone talks", phone::isTalking);
        hangUp(leg);
        awaitOver(phone);
        awaitEnd(leg);
        assertThat(of(leg))
                .containsExactly(
                        new LegEvent.Ringing(leg),
                        new LegEvent.Answered(leg),
                        new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.RELEASED, ""));
    }

    @Test
    void phoneThatHangsUpEndsTheLeg() {
        RemoteParty phone = rig.phone(USER, Manner.ANSWERS);
        LegId leg = talkingPhone(phone);
        phone.hangUp();
        LegEvent.Ended end = awaitEnd(leg);
        assertThat(end.cause()).isEqualTo(Cause.NORMAL_CLEARING);
        assertThat(end.outcome()).isEqualTo(LegOutcome.HUNG_UP);
    }

    @Test
    void phoneThatRingsTooLongIsLetGoWithOurCause() {
        RemoteParty phone = rig.phone(USER, Manner.RINGS);
        LegId leg = dial(USER);
        rig.await("the phone rings", phone::isRinging);
        rig.execute(new LegCommand.HangUp(leg, Cause.NO_ANSWER));
        awaitOver(phone);
        LegEvent.Ended end = awaitEnd(leg);
        assertThat(end.cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(end.outcome()).isEqualTo(LegOutcome.RELEASED);
    }

    @Test
    void busyPhoneEndsTheLeg() {
        rig.phone(USER, Manner.BUSY);
        LegEvent.Ended end = awaitEnd(dial(USER));
        assertThat(end.cause()).isEqualTo(Cause.USER_BUSY);
        assertThat(end.outcome()).isEqualTo(LegOutcome.REFUSED);
    }

    @Test
    void phoneThatDeclinesEndsTheLeg() {
        rig.phone(USER, Manner.DECLINES);
        LegEvent.Ended end = awaitEnd(dial(USER));
        assertThat(end.cause()).isEqualTo(Cause.CALL_REJECTED);
        assertThat(end.outcome()).isEqualTo(LegOutcome.REFUSED);
    }

    @Test
    void phoneThatIsNotToBeDisturbedIsToldApartFromOneThatIsGone() {
        rig.phone(USER, Manner.DO_NOT_DISTURB);
        assertThat(awaitEnd(dial(USER)).outcome()).isEqualTo(LegOutcome.DO_NOT_DISTURB);
        assertThat(awaitEnd(dial("2009")).outcome()).isEqualTo(LegOutcome.NOT_RUNG);
    }

    /** In one message of the loop, so that the two are under way at once: one end comes of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answerThatCrossesOurHangUpYieldsOneEnd(boolean answerFirst) {
        RemoteParty phone = rig.phone(USER, Manner.RINGS);
        LegId leg = dial(USER);
        rig.await("the phone rings", phone::isRinging);
        rig.run(() -> {
            if (answerFirst) {
                phone.answer();
            }
            rig.engine().execute(new LegCommand.HangUp(leg, Cause.NO_ANSWER));
            if (!answerFirst) {
                phone.answer();
            }
        });
        awaitOver(phone);
        assertThat(awaitEnd(leg).cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(of(leg)).filteredOn(LegEvent.Answered.class::isInstance).isEmpty();
    }

    @Test
    void promptThatWasHeardToItsEndSaysSo() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        play(leg, 7, EngineRig.SHORT_PROMPT);
        awaitEvent(new LegEvent.PlayFinished(leg, 7));
        caller.hangUp();
    }

    /** What was stopped or replaced says nothing; nor does what starts over at its end. */
    @Test
    void promptThatWasStoppedOrReplacedSaysNothing() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        play(leg, 1, EngineRig.LONG_PROMPT);
        rig.execute(new LegCommand.StopPlay(leg));
        play(leg, 2, EngineRig.LONG_PROMPT);
        rig.execute(
                new LegCommand.Play(
                        leg, 3, List.of(EngineRig.SHORT_PROMPT), EngineRig.LANGUAGE, true));
        play(leg, 4, EngineRig.SHORT_PROMPT);
        awaitEvent(new LegEvent.PlayFinished(leg, 4));
        assertThat(of(leg))
                .filteredOn(LegEvent.PlayFinished.class::isInstance)
                .containsExactly(new LegEvent.PlayFinished(leg, 4));
        caller.hangUp();
    }

    private void play(LegId leg, long play, String prompt) {
        assertThat(
                        rig.execute(
                                new LegCommand.Play(
                                        leg, play, List.of(prompt), EngineRig.LANGUAGE, false)))
                .isEqualTo(Receipt.TAKEN);
    }

    @Test
    void everyDigitIsToldOnceAndInOrder() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        for (char digit : "1#1".toCharArray()) {
            int before = digits(leg).size();
            caller.press(digit);
            rig.await("the digit", () -> digits(leg).size() > before);
            // a key that is let go and pressed again is another press
            play(leg, before + 1, EngineRig.SHORT_PROMPT);
            awaitEvent(new LegEvent.PlayFinished(leg, before + 1));
        }
        assertThat(digits(leg)).containsExactly('1', '#', '1');
        caller.hangUp();
    }

    private List<Character> digits(LegId leg) {
        return of(leg).stream()
                .filter(LegEvent.Digit.class::isInstance)
                .map(event -> ((LegEvent.Digit) event).digit())
                .toList();
    }

    @Test
    void bridgedLegsHearEachOtherAndWhatPlayedIsOver() {
        RemoteParty caller = rig.caller();
        RemoteParty phone = rig.phone(USER, Manner.ANSWERS);
        LegId leg = answered(caller);
        play(leg, 1, EngineRig.LONG_PROMPT);
        LegId agent = rig.ask(rig.legs()::next);
        rig.execute(
                new LegCommand.Dial(
                        agent,
                        leg,
                        new DialTarget.Registered(USER),
                        CallerShown.of("Sara", "0912")));
        awaitEvent(new LegEvent.Answered(agent));
        rig.await("the phone talks", phone::isTalking);
        bridge(leg, agent);
        rig.await("the agent hears the caller", () -> phone.hears(caller));
        rig.await("the caller hears the agent", () -> caller.hears(phone));
        assertThat(of(leg)).noneMatch(LegEvent.PlayFinished.class::isInstance);
        caller.hangUp();
        awaitEnd(leg);
        assertThat(of(agent)).as("each leg has its own end").noneMatch(this::isEnd);
        hangUp(agent);
        awaitOver(phone);
    }

    private void bridge(LegId one, LegId other) {
        BridgeId bridge = new BridgeId(new CallId("01JQZ0000000000000000000AA"), 1);
        for (LegId leg : List.of(one, other)) {
            assertThat(rig.execute(new LegCommand.Join(leg, bridge, new Audience.Everyone())))
                    .isEqualTo(Receipt.TAKEN);
        }
    }

    @Test
    void commandForALegThatIsNotThereIsAnsweredByNameAndDoesNothing() {
        LegId never = rig.ask(rig.legs()::next);
        for (LegCommand command : commandsFor(never)) {
            assertThat(rig.execute(command)).as(command.toString()).isEqualTo(Receipt.NO_SUCH_LEG);
        }
        assertThat(rig.events()).isEmpty();
    }

    @Test
    void nothingFollowsTheEndWhateverIsCommanded() {
        RemoteParty caller = rig.caller();
        LegId leg = answered(caller);
        caller.hangUp();
        awaitEnd(leg);
        for (LegCommand command : commandsFor(leg)) {
            assertThat(rig.execute(command)).as(command.toString()).isEqualTo(Receipt.NO_SUCH_LEG);
        }
        // whatever came of them would be there before the end of a later call
        RemoteParty next = rig.caller();
        LegId later = answered(next);
        next.hangUp();
        awaitEnd(later);
    }

    private static List<LegCommand> commandsFor(LegId leg) {
        return List.of(
                new LegCommand.Ring(leg),
                new LegCommand.Answer(leg),
                new LegCommand.Reject(leg, Cause.CALL_REJECTED),
                new LegCommand.Play(
                        leg, 1, List.of(EngineRig.SHORT_PROMPT), EngineRig.LANGUAGE, false),
                new LegCommand.StopPlay(leg),
                new LegCommand.PausePlay(leg),
                new LegCommand.ResumePlay(leg),
                new LegCommand.SeekPlay(leg, Duration.ofSeconds(1)),
                new LegCommand.SetVolume(leg, -6),
                new LegCommand.DetectAnswerer(leg),
                new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    @Test
    void drainingEngineRefusesWhoCallsAndKeepsWhoTalks() {
        RemoteParty old = rig.caller();
        LegId leg = answered(old);
        rig.run(rig.engine()::stopAccepting);
        RemoteParty fresh = rig.caller();
        fresh.call("1000");
        awaitOver(fresh);
        assertThat(arrivals()).hasSize(1);
        play(leg, 1, EngineRig.SHORT_PROMPT);
        awaitEvent(new LegEvent.PlayFinished(leg, 1));
        assertThat(rig.ask(rig.engine()::legs)).isEqualTo(1);
        old.hangUp();
        awaitEnd(leg);
    }

    @Test
    void engineSaysWhereItCanBeCalledAndShowsTheSameFiguresEachTime() {
        assertThat(rig.addresses()).isNotEmpty().doesNotHaveDuplicates();
        List<EngineFigure> idle = rig.ask(rig.engine()::figures);
        LegId leg = answered(rig.caller());
        List<EngineFigure> busy = rig.ask(rig.engine()::figures);
        assertThat(busy)
                .extracting(EngineFigure::name)
                .doesNotHaveDuplicates()
                .isEqualTo(idle.stream().map(EngineFigure::name).toList());
        assertThat(busy).as("somebody calls").isNotEqualTo(idle);
        assertThat(busy)
                .allSatisfy(figure ->
                        assertThat(figure.name().endsWith("_total"))
                                .as(figure.name())
                                .isEqualTo(
                                        figure instanceof EngineFigure.Count
                                                || figure instanceof EngineFigure.Counts));
        hangUp(leg);
    }
}
