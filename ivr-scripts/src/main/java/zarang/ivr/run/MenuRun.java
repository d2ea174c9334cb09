package zarang.ivr.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.MenuTries;
import zarang.ivr.model.Step;

/**
 * {@code menu}: play, hear keys, choose; ask again while there are tries left.
 *
 * <p>A key that arrives exactly at the limit counts: the timers are set to the limit plus {@link
 * #GRACE}, and the control loop handles a key that was posted before a timer fired before that
 * timer. Keys typed ahead are the menu's first keys; with barge-in its prompt is then not played.
 * After a choice that does not exist, keys that were typed ahead of the question are forgotten.
 */
final class MenuRun implements StepRun {
    static final Duration GRACE = Duration.ofMillis(1);
    private static final String NO_INPUT = "no-input";
    private static final String NO_MATCH = "no-match";

    private final Step.Menu step;
    private final MenuChoice choice;
    private boolean playing;
    private int noInputs;
    private int noMatches;

    MenuRun(Step.Menu step) {
        this.step = step;
        this.choice = new MenuChoice(step.choices().keySet());
    }

    @Override
    public Next enter(RunState run) {
        if (step.flush()) {
            run.typedAhead().clear();
        }
        return ask(Optional.empty(), run);
    }

    private Next ask(Optional<String> sorry, RunState run) {
        choice.clear();
        if (step.digits().bargeIn() && !run.typedAhead().isEmpty()) {
            return hear(run);
        }
        List<String> prompts = new ArrayList<>();
        sorry.ifPresent(prompts::add);
        prompts.addAll(step.announcement());
        playing = true;
        run.play(prompts);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        if (!playing || !(event instanceof ScriptEvent.PlayFinished)) {
            return Next.STAY;
        }
        playing = false;
        if (!run.typedAhead().isEmpty()) {
            return hear(run);
        }
        run.arm(TimerKind.FIRST_DIGIT, step.digits().firstWithin().plus(GRACE));
        return Next.STAY;
    }

    @Override
    public Next onDigit(char digit, RunState run) {
        run.typedAhead().add(digit);
        if (playing && !step.digits().bargeIn()) {
            return Next.STAY;
        }
        if (playing) {
            playing = false;
            run.tell(new ScriptCommand.StopPlay());
        }
        run.cancel(TimerKind.FIRST_DIGIT);
        run.cancel(TimerKind.NEXT_DIGIT);
        return hear(run);
    }

    private Next hear(RunState run) {
        while (!run.typedAhead().isEmpty()) {
            MenuChoice.Verdict verdict = choice.press(run.typedAhead().take());
            if (!(verdict instanceof MenuChoice.Verdict.Open)) {
                return decide(verdict, run);
            }
        }
        run.arm(TimerKind.NEXT_DIGIT, step.digits().between().plus(GRACE));
        return Next.STAY;
    }

    @Override
    public Next onTimer(TimerKind timer, RunState run) {
        return switch (timer) {
            case FIRST_DIGIT -> {
                noInputs++;
                yield again(noInputs >= step.tries().noInput(), NO_INPUT, run);
            }
            case NEXT_DIGIT -> decide(choice.end(), run);
            case FLOW_TIME, FLOW_IDLE, WAIT, LAST_WORDS -> Next.STAY;
        };
    }

    private Next decide(MenuChoice.Verdict verdict, RunState run) {
        if (verdict instanceof MenuChoice.Verdict.Chosen(String keys)) {
            return leave(keys, run);
        }
        noMatches++;
        run.typedAhead().clear();
        return again(noMatches >= step.tries().noMatch(), NO_MATCH, run);
    }

    private Next again(boolean spent, String kind, RunState run) {
        MenuTries tries = step.tries();
        if (spent || noInputs + noMatches >= tries.total()) {
            return leave(kind, run);
        }
        return ask(kind.equals(NO_INPUT) ? step.sorryNoInput() : step.sorryNoMatch(), run);
    }

    private Next leave(String outcome, RunState run) {
        run.tell(new ScriptCommand.NoteInput(step.name(), outcome));
        return new Next.GoTo(
                switch (outcome) {
                    case NO_INPUT -> step.noInput();
                    case NO_MATCH -> step.noMatch();
                    default -> step.choices().getOrDefault(outcome, step.noMatch());
                });
    }
}
