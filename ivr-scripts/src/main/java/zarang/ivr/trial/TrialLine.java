package zarang.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A line of a flow's test: what the caller and the world do, or what must happen. */
public sealed interface TrialLine {
    /** Stands in {@link Hears} for any prompts, also none. */
    String ANYTHING = "...";

    /** The next prompts that the caller hears, each to its end unless something cuts it off. */
    record Hears(List<String> prompts) implements TrialLine {
        public Hears {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * The caller presses keys.
     *
     * @param at since the last thing that was heard or pressed; empty for at once
     */
    record Press(String keys, Optional<Duration> at) implements TrialLine {}

    /** The caller presses keys half-way through a prompt. */
    record PressDuring(String keys, String prompt) implements TrialLine {}

    /** Time passes. */
    record Wait(Duration span) implements TrialLine {}

    record CallerHangsUp() implements TrialLine {}

    /** An agent takes the caller out of the queue; the talk begins. */
    record AgentAnswers() implements TrialLine {}

    /** What the script waits for comes to an end: {@code queue full}, {@code dial busy}. */
    record Comes(String matter, String outcome) implements TrialLine {}

    /**
     * The script does something: {@code queue sales}, {@code hang-up}.
     *
     * @param words those that its words must hold, in this order
     */
    record ExpectDeed(String deed, List<String> words) implements TrialLine {
        public ExpectDeed {
            words = List.copyOf(words);
        }
    }

    /** The script comes to a step, or stands in it. */
    record ExpectStep(String step) implements TrialLine {}

    /** A variable has a value now. */
    record ExpectVariable(String variable, String value) implements TrialLine {}
}
