package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTalked;
import zarang.call.script.DialResult;
import zarang.call.script.RingWish;

/** A script rings several for its caller, who talks with all who come. */
class ConferenceTest extends DialingScript {
    @Test
    void whoeverAnswersJoinsAndTheScriptGoesOnWhenTheLastHasGone() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002", "+98211");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        assertThat(all).hasSize(3);
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.onLeg(new LegEvent.Answered(all.get(2)));
        bench.loop.settle();
        assertThat(bench.engine)
                .contains(
                        new LegCommand.Join(caller, bench.bridge(1), EVERYONE),
                        new LegCommand.Join(all.get(0), bench.bridge(1), EVERYONE),
                        new LegCommand.Join(all.get(2), bench.bridge(1), EVERYONE));
        refuses(all.get(1), Cause.USER_BUSY);
        hangsUp(all.get(0));
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        bench.loop.settle();
        assertThat(results).as("one is still there").isEmpty();
        assertThat(bench.engine).doesNotContain(new LegCommand.Part(caller, bench.bridge(1)));
        hangsUp(all.get(2));
        assertThat(results).containsExactly(DialResult.ANSWERED);
        assertThat(bench.engine).contains(new LegCommand.Part(caller, bench.bridge(1)));
        hangsUp(caller);
    }

    @Test
    void callerHearsMusicAgainWhenTheLastHasGoneAndOthersStillRing() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.loop.settle();
        int before = bench.engine.size();
        hangsUp(all.get(0));
        assertThat(results).as("the other one still rings").isEmpty();
        assertThat(bench.engine.subList(before, bench.engine.size()))
                .hasSize(2)
                .contains(new LegCommand.Part(caller, bench.bridge(1)))
                .last()
                .isInstanceOfSatisfying(
                        LegCommand.Play.class,
                        play -> assertThat(play.leg()).as("music").isEqualTo(caller));
        bench.onLeg(new LegEvent.Answered(all.get(1)));
        bench.loop.settle();
        assertThat(bench.engine).contains(new LegCommand.Join(caller, bench.bridge(2), EVERYONE));
        hangsUp(all.get(1));
        assertThat(results).containsExactly(DialResult.ANSWERED);
        hangsUp(caller);
    }

    @Test
    void callerWhoHangsUpInAConferenceEndsItForAll() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002", "+98211");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.onLeg(new LegEvent.Answered(all.get(1)));
        bench.loop.settle();
        hangsUp(caller);
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(all.get(0), Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(all.get(1), Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(all.get(2), Cause.NORMAL_CLEARING));
        assertThat(results).isEmpty();
    }

    @Test
    void whoeverCameToAConferenceHasTalkedAsLongAsItWasThere() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.loop.advance(Duration.ofSeconds(4));
        bench.onLeg(new LegEvent.Answered(all.get(1)));
        bench.loop.advance(Duration.ofSeconds(3));
        bench.onLeg(new LegEvent.Held(all.get(0), true));
        bench.loop.advance(Duration.ofSeconds(2));
        hangsUp(all.get(0));
        bench.loop.advance(Duration.ofSeconds(1));
        hangsUp(caller);
        assertThat(
                        bench.journal.stream()
                                .map(entry -> entry.fact())
                                .filter(CallTalked.class::isInstance)
                                .map(CallTalked.class::cast))
                .extracting(
                        talk -> talk.agent().orElseThrow().value(),
                        CallTalked::talkMs,
                        CallTalked::holdMs)
                .containsExactly(tuple("2001", 7_000L, 2_000L), tuple("2002", 6_000L, 0L));
        assertThat(bench.fact(CallEnded.class).times().talkMs()).isEqualTo(10_000);
    }

    @Test
    void callerWhoWantsNoMoreRingingAfterAConferenceHasHadOne() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.loop.settle();
        hangsUp(all.get(0));
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        bench.loop.settle();
        assertThat(results).as("somebody came, and has gone").containsExactly(DialResult.ANSWERED);
        assertThat(bench.engine).contains(new LegCommand.HangUp(all.get(1), Cause.NORMAL_CLEARING));
        hangsUp(caller);
    }

    @Test
    void agentWhoCallsAConferenceHasTalkedTooAndIsOfferedNobodyMeanwhile() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2002", "+98211");
        LegId phone = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(
                        phone, List.of(), "1000", ArrivalOrigin.ofPhone("2001"), "x@y"));
        bench.loop.settle();
        bench.onLeg(new LegEvent.Answered(phone));
        bench.loop.settle();
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT);
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.loop.advance(Duration.ofSeconds(4));
        bench.onLeg(new LegEvent.Answered(all.get(1)));
        bench.onLeg(new LegEvent.Held(phone, true));
        bench.loop.advance(Duration.ofSeconds(3));
        bench.onLeg(new LegEvent.Held(phone, false));
        hangsUp(all.get(0));
        bench.loop.advance(Duration.ofSeconds(2));
        hangsUp(phone);
        assertThat(
                        bench.journal.stream()
                                .map(entry -> entry.fact())
                                .filter(CallTalked.class::isInstance)
                                .map(CallTalked.class::cast))
                .extracting(
                        talk -> talk.agent().map(AgentId::value).orElse("outside"),
                        CallTalked::talkMs,
                        CallTalked::holdMs)
                .containsExactly(
                        tuple("2002", 4_000L, 3_000L),
                        tuple("outside", 2_000L, 3_000L),
                        tuple("2001", 6_000L, 3_000L));
        assertThat(bench.fact(CallStarted.class).agent()).contains(Bench.AGENT);
        assertThat(bench.engaged).isEmpty();
    }

    @Test
    void conferenceToWhichNobodyComesIsToldAsTheRingingWas() {
        order = RingWish.Order.TOGETHER;
        numbers = List.of("2001", "2002");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        refuses(all.get(0), Cause.USER_BUSY);
        refuses(all.get(1), Cause.CALL_REJECTED);
        assertThat(results).containsExactly(DialResult.BUSY);
        hangsUp(caller);
    }
}
