package zarang.ivr.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.Step;

/**
 * A script that callers go through. Immutable; a new version is a new flow.
 *
 * @param name such as {@code hotline}
 * @param language it speaks, such as {@code fa}
 * @param start the first step
 * @param variables its own
 * @param outcomes that it returns to a flow which calls it; none for a flow that is never called
 * @param rescue the steps that it goes to from anywhere
 * @param speech what it says for numbers and the like, where its folder of prompts has rules; else
 *     those that ship
 * @param steps by name, in the order they are written; {@code start} and every target is among them
 */
public record Flow(
        String name,
        String title,
        String language,
        String start,
        FlowLimits limits,
        FlowVariables variables,
        List<String> outcomes,
        Rescue rescue,
        Optional<Speech> speech,
        Map<String, Step> steps) {
    public Flow {
        outcomes = List.copyOf(outcomes);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /**
     * The steps that a flow goes to from anywhere.
     *
     * @param onError where a limit or a fault leads, once in a call, instead of the apology
     * @param onHangUp where it goes on when the caller has hung up
     */
    public record Rescue(Optional<String> onError, Optional<String> onHangUp) {
        public static final Rescue NONE = new Rescue(Optional.empty(), Optional.empty());
    }

    /** The same with the rules of speech of its folder of prompts. */
    public Flow spokenBy(Optional<Speech> rules) {
        return new Flow(
                name, title, language, start, limits, variables, outcomes, rescue, rules, steps);
    }

    /** What a flow that calls this one has to know of it. */
    public FlowSignature signature() {
        return FlowSignature.of(variables, outcomes);
    }
}
