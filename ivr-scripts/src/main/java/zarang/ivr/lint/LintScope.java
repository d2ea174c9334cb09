package zarang.ivr.lint;

import java.util.Optional;
import java.util.Set;

/**
 * What lies around the flows that are checked. What is empty is not checked against.
 *
 * @param queues the names of the queues there are
 * @param prompts the prompts there are, in every language that a flow must be able to speak
 */
public record LintScope(Optional<Set<String>> queues, Optional<KnownPrompts> prompts) {
    /** The flow alone. */
    public static final LintScope NONE = new LintScope(Optional.empty(), Optional.empty());

    /** A flow's logic can be looked at, and tried, before its prompts are recorded. */
    public LintScope withoutPrompts() {
        return new LintScope(queues, Optional.empty());
    }
}
