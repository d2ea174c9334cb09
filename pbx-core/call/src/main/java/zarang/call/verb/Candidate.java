package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.Answerer;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;
import zarang.call.script.DialResult;
import zarang.call.script.RingWish;
import zarang.call.script.Screening;

/**
 * Somebody who answered when a script rang, until it is certain that it takes the caller: it may be
 * a machine, and it may be asked first.
 */
final class Candidate implements LegOwner {
    /** How long who was asked may take for the key, once it has heard all. */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    /** What follows; one of the two, once, unless it is let go. */
    interface Then {
        /** The leg is from now on whoever's this is. */
        void takes(Candidate candidate);

        /** The leg is gone. */
        void fails(Candidate candidate, DialResult why);
    }

    private static final long ANNOUNCEMENT = 1;

    private final CallState call;
    private final Counterpart who;
    private final LegId leg;
    private final RingWish wish;
    private final String language;
    private final Then then;
    private final String timer;
    private boolean asked;

    Candidate(
            CallState call, Counterpart who, LegId leg, RingWish wish, String language, Then then) {
        this.call = call;
        this.who = who;
        this.leg = leg;
        this.wish = wish;
        this.language = language;
        this.then = then;
        timer = "accept:" + leg;
    }

    Counterpart who() {
        return who;
    }

    LegId leg() {
        return leg;
    }

    void begin() {
        call.legs.take(leg, who.role(), this);
        if (wish.detectAnswerer()) {
            call.engine(new LegCommand.DetectAnswerer(leg));
        } else {
            askOrTake();
        }
    }

    private void askOrTake() {
        Optional<Screening> screening = wish.screening();
        if (screening.isEmpty()) {
            then.takes(this);
            return;
        }
        asked = true;
        call.engine(
                new LegCommand.Play(leg, ANNOUNCEMENT, screening.get().prompts(), language, false));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Ended ended -> {
                call.cancelTimer(timer);
                then.fails(this, asked ? DialResult.REJECTED : DialResult.NO_ANSWER);
            }
            case LegEvent.AnsweredBy by -> {
                if (by.answerer() == Answerer.MACHINE) {
                    refuse(DialResult.MACHINE);
                } else if (!asked) {
                    askOrTake();
                }
            }
            case LegEvent.PlayFinished finished -> call.setTimer(timer, ANSWER_LIMIT);
            case LegEvent.Digit digit -> pressed(digit.digit());
            case LegEvent.Answered _, LegEvent.Arrived _, LegEvent.Ringing _, LegEvent.Held _ -> {}
            case LegEvent.TransferWanted wish -> call.cannotHandOn(wish);
        }
    }

    private void pressed(char key) {
        if (!asked) {
            return;
        }
        if (wish.screening().filter(screening -> screening.key() == key).isPresent()) {
            call.cancelTimer(timer);
            then.takes(this);
        } else {
            refuse(DialResult.REJECTED);
        }
    }

    /** A timer of the call ran out, perhaps this one's. */
    void onTimer(String which) {
        if (which.equals(timer)) {
            refuse(DialResult.NO_ANSWER);
        }
    }

    private void refuse(DialResult why) {
        letGo();
        then.fails(this, why);
    }

    /** Hangs up. */
    void letGo() {
        call.cancelTimer(timer);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }
}
