package zarang.ivr.step;

import java.util.Set;

/**
 * The verb of a step.
 *
 * @param name as it is written
 * @param afterHangUp whether it makes sense after the caller has hung up
 * @param outcomes that its steps can have; {@code *} among them stands for any
 */
public record StepVerb(String name, boolean afterHangUp, Set<String> outcomes) {
    public StepVerb {
        outcomes = Set.copyOf(outcomes);
    }
}
