package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/**
 * A question that is answered by keys: play, hear, and ask again while there are tries left. The
 * last try's kind names the outcome. The semantics are those of a field in VoiceXML 2.1 §4.1 and
 * §5.2: silence and wrong keys are counted apart, and what is said about them escalates.
 *
 * <p>A key that arrives exactly at the limit counts: the timers are set to the limit plus {@link
 * #GRACE}, and the control loop handles a key that was posted before a timer fired before that
 * timer. Keys typed ahead are the first keys; with barge-in the prompt is then not played. After a
 * wrong answer, keys that were typed ahead of the next question are forgotten.
 */
final class KeyQuestion implements StepRun {
    private static final Duration GRACE = Duration.ofMillis(1);
    private static final String FIRST_DIGIT = "first-digit";
    private static final String NEXT_DIGIT = "next-digit";

    /** What becomes of the question. */
    interface Answered {
        /** Whether what was entered is good; else it does not match. */
        default boolean accepts(String keys, StepTools run) {
            return true;
        }

        /** The caller has answered. */
        Next taken(String keys, StepTools run);

        /** No more tries are left. */
        Next failed(Asking.Failure why, String target, StepTools run);
    }

    private final Asking asking;
    private final KeyEntry entry;
    private final Answered answered;
    private int noInputs;

    /** Too few keys are a wrong answer as any other. */
    private int wrongs;

    private boolean playing;

    KeyQuestion(Asking asking, KeyEntry entry, Answered answered) {
        this.asking = asking;
        this.entry = entry;
        this.answered = answered;
    }

    @Override
    public Next enter(StepTools run) {
        if (asking.flush()) {
            run.typedAhead().clear();
        }
        return ask(asking.prompts(), Optional.empty(), run);
    }

    private Next ask(List<String> question, Optional<String> sorry, StepTools run) {
        entry.clear();
        if (asking.bargeIn() && !run.typedAhead().isEmpty()) {
            return hear(run);
        }
        List<String> prompts = new ArrayList<>();
        sorry.ifPresent(prompts::add);
        prompts.addAll(question);
        playing = true;
        run.play(prompts);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        if (!playing || !(event instanceof ScriptEvent.PlayFinished)) {
            return Next.STAY;
        }
        playing = false;
        if (!run.typedAhead().isEmpty()) {
            return hear(run);
        }
        run.arm(FIRST_DIGIT, asking.firstWithin().plus(GRACE));
        return Next.STAY;
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        run.typedAhead().add(digit);
        if (playing && !asking.bargeIn()) {
            return Next.STAY;
        }
        if (playing) {
            playing = false;
            run.tell(new ScriptCommand.StopPlay());
        }
        run.cancel(FIRST_DIGIT);
        run.cancel(NEXT_DIGIT);
        return hear(run);
    }

    private Next hear(StepTools run) {
        while (!run.typedAhead().isEmpty()) {
            KeyEntry.Verdict verdict = entry.press(run.typedAhead().take());
            if (!(verdict instanceof KeyEntry.Verdict.Open)) {
                return decide(verdict, run);
            }
        }
        run.arm(NEXT_DIGIT, asking.between().plus(GRACE));
        return Next.STAY;
    }

    @Override
    public Next onTimer(String timer, StepTools run) {
        return timer.equals(NEXT_DIGIT)
                ? decide(entry.end(), run)
                : again(Asking.Failure.NO_INPUT, run);
    }

    private Next decide(KeyEntry.Verdict verdict, StepTools run) {
        return switch (verdict) {
            case KeyEntry.Verdict.Taken(String keys) ->
                    answered.accepts(keys, run)
                            ? answered.taken(keys, run)
                            : wrong(Asking.Failure.NO_MATCH, run);
            case KeyEntry.Verdict.NoMatch noMatch -> wrong(Asking.Failure.NO_MATCH, run);
            case KeyEntry.Verdict.TooShort tooShort -> wrong(Asking.Failure.TOO_SHORT, run);
            case KeyEntry.Verdict.Open open -> Next.STAY;
        };
    }

    private Next wrong(Asking.Failure why, StepTools run) {
        run.typedAhead().clear();
        return again(why, run);
    }

    private Next again(Asking.Failure why, StepTools run) {
        int ofKind = why == Asking.Failure.NO_INPUT ? ++noInputs : ++wrongs;
        Asking.Tries kind = asking.kinds().getOrDefault(why, new Asking.Tries(1, List.of(), ""));
        boolean spent = ofKind >= kind.limit() || wrongs + noInputs >= asking.tries();
        return spent
                ? answered.failed(why, kind.target(), run)
                : ask(asking.again(), kind.sorry(ofKind), run);
    }
}
