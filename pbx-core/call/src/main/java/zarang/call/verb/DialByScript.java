package zarang.call.verb;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.LegId;
import zarang.call.Words;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallDialled;
import zarang.call.plan.Route;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.script.DialResult;
import zarang.call.script.NumberToRing;
import zarang.call.script.RingWish.Order;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptRun;

/**
 * A script rings somebody for the caller, one after the other or all at once; the caller hears
 * music until the first answers, and talks with that one, or with all who answer.
 *
 * <pre>
 *   DialByScript ◀ RingOut ◀ RingOut …   who is rung; the caller hears music
 *   DialByScript                         who answered may be a machine, and may be asked
 *   Talk                                 with whoever answered, or
 *   DialByScript                         a conference of all who answered
 * </pre>
 */
final class DialByScript implements Verb {
    private final CallState call;
    private final ScriptRun script;
    private final ScriptCommand.Dial wish;
    private final Consumer<DialResult> whenOver;
    private final Queue<NumberToRing> left;
    private final Map<OneRung, RingOut> ringing = new LinkedHashMap<>();

    private final Conference conference;

    /** What tells most of those who did not take the caller. */
    private DialResult best = DialResult.UNREACHABLE;

    /** Those who answered, and may be machines or refuse. */
    private final Set<Candidate> candidates = new LinkedHashSet<>();

    /**
     * @param whenOver hears how it ended, unless the call ends
     */
    DialByScript(
            CallState call,
            ScriptRun script,
            ScriptCommand.Dial wish,
            Consumer<DialResult> whenOver) {
        this.call = call;
        this.script = script;
        this.wish = wish;
        this.whenOver = whenOver;
        left = new ArrayDeque<>(wish.numbers());
        conference = new Conference(call, this::guestsGone);
    }

    void begin() {
        call.verbs.begin(this);
        playMusic();
        ringNext();
    }

    private void playMusic() {
        if (!wish.how().music().isEmpty()) {
            call.engine(call.caller.playMusic(wish.how().music(), script.language()));
        }
    }

    /** The last guest has gone; who rings still may come, and the caller waits again. */
    private void guestsGone() {
        ringNext();
        if (call.verbs.isUnderWay(this)) {
            playMusic();
        }
    }

    private void ringNext() {
        while (!left.isEmpty() && (wish.how().order() != Order.IN_TURN || nobodyIsLeft())) {
            ring(left.remove());
        }
        if (nobodyIsLeft()) {
            over(conference.wasHeld() ? DialResult.ANSWERED : best);
        }
    }

    private boolean nobodyIsLeft() {
        return ringing.isEmpty() && candidates.isEmpty() && !conference.isUnderWay();
    }

    private void ring(NumberToRing number) {
        switch (call.numbers.route(call.id, script.script(), number)) {
            case Route.Leading route -> {
                Counterpart who = Counterpart.of(route, Optional.empty());
                OneRung one = new OneRung(who);
                ringing.put(
                        one,
                        RingOut.begin(call, route.within(wish.how().ringTime()), shown(), one));
            }
            case Route.Refused refused -> wrote(Optional.empty(), refused.reason());
            case Route.Script other -> wrote(Optional.empty(), "no-phone");
            case Route.Place place -> wrote(Optional.empty(), "no-phone");
        }
    }

    private CallerShown shown() {
        CallerShown caller = call.caller.shown(Optional.empty());
        return wish.how()
                .shown()
                .map(number -> CallerShown.of(caller.name(), number))
                .orElse(caller);
    }

    private void wrote(Optional<AgentId> to, String outcome) {
        call.write(CallDialled.byScript(script.script(), to, outcome));
    }

    private final class OneRung implements RingOut.Then {
        private final Counterpart who;

        OneRung(Counterpart who) {
            this.who = who;
        }

        @Override
        public void answered(LegId leg) {
            ringing.remove(this);
            wrote(who.agent(), Words.of(DialOutcome.ANSWERED));
            Candidate candidate =
                    new Candidate(call, who, leg, wish.how(), script.language(), new WhenCertain());
            candidates.add(candidate);
            candidate.begin();
        }

        @Override
        public void failed(DialOutcome outcome) {
            ringing.remove(this);
            wrote(who.agent(), Words.of(outcome));
            note(
                    switch (outcome) {
                        case BUSY -> DialResult.BUSY;
                        case NO_ANSWER -> DialResult.NO_ANSWER;
                        case REJECTED -> DialResult.REJECTED;
                        case UNREACHABLE, ANSWERED, CANCELLED -> DialResult.UNREACHABLE;
                    });
            ringNext();
        }
    }

    private final class WhenCertain implements Candidate.Then {
        @Override
        public void takes(Candidate candidate) {
            candidates.remove(candidate);
            if (wish.how().order() == Order.TOGETHER) {
                conference.join(candidate.who(), candidate.leg());
            } else {
                letRest();
                talk(candidate.who(), candidate.leg());
            }
        }

        @Override
        public void fails(Candidate candidate, DialResult why) {
            candidates.remove(candidate);
            note(why);
            ringNext();
        }
    }

    private void note(DialResult result) {
        if (result.compareTo(best) < 0) {
            best = result;
        }
    }

    private void talk(Counterpart who, LegId leg) {
        call.verbs.done(this);
        new Talk(call, who, leg, Direction.INBOUND, new AfterTalk()).begin();
    }

    private final class AfterTalk implements Talk.After {
        @Override
        public void otherHungUp() {
            whenOver.accept(DialResult.ANSWERED);
        }

        @Override
        public void otherLost() {
            whenOver.accept(DialResult.ANSWERED);
        }
    }

    /** The caller does not want to wait, which means nothing while somebody is there. */
    void stop() {
        if (call.verbs.isUnderWay(this) && !conference.isUnderWay()) {
            letRest();
            over(conference.wasHeld() ? DialResult.ANSWERED : DialResult.CANCELLED);
        }
    }

    /** Whoever still rings or is asked is let go. */
    private void letRest() {
        call.verbs.leaveAbove(this, Leaving.CALLER_CHOSE);
        letThemGo();
    }

    private void letThemGo() {
        ringing.keySet().forEach(one -> wrote(one.who.agent(), Words.of(DialOutcome.CANCELLED)));
        ringing.clear();
        candidates.forEach(Candidate::letGo);
        candidates.clear();
    }

    private void over(DialResult result) {
        call.verbs.done(this);
        call.engine(call.caller.stopPlay());
        whenOver.accept(result);
    }

    @Override
    public void onHeld(LegEvent.Held by) {
        conference.onHeld(by);
    }

    @Override
    public void onTimer(String timer) {
        List.copyOf(candidates).forEach(candidate -> candidate.onTimer(timer));
    }

    /** Those who ring are let go by their own verbs, which lie on this one. */
    @Override
    public Optional<Result> leave(Leaving why) {
        letThemGo();
        conference.end();
        return conference.wasHeld() ? Optional.of(Result.SERVED) : Optional.empty();
    }
}
