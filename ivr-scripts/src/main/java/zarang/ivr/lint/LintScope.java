package zarang.ivr.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.ivr.model.FlowSignature;

/**
 * What lies around the flows that are checked. What is empty is not checked against.
 *
 * @param queues the names of the queues there are
 * @param prompts the prompts there are, in every language that a flow must be able to speak
 * @param flows the flows that can be called, by name
 * @param calendars the names of the calendars there are
 * @param secrets the names of the secrets that headers may have
 */
public record LintScope(
        Optional<Set<String>> queues,
        Optional<KnownPrompts> prompts,
        Optional<Map<String, FlowSignature>> flows,
        Optional<Set<String>> calendars,
        Optional<Set<String>> secrets) {
    /** The flow alone. */
    public static final LintScope NONE =
            new LintScope(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** These queues and prompts, and no other flows yet. */
    public LintScope(Optional<Set<String>> queues, Optional<KnownPrompts> prompts) {
        this(queues, prompts, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with flows that can be called. */
    public LintScope with(Map<String, FlowSignature> callable) {
        return new LintScope(
                queues, prompts, Optional.of(Map.copyOf(callable)), calendars, secrets);
    }

    /** The same with these calendars. */
    public LintScope withCalendars(Set<String> names) {
        return new LintScope(queues, prompts, flows, Optional.of(Set.copyOf(names)), secrets);
    }

    /** The same with these secrets. */
    public LintScope withSecrets(Set<String> names) {
        return new LintScope(queues, prompts, flows, calendars, Optional.of(Set.copyOf(names)));
    }

    /** A flow's logic can be looked at, and tried, before its prompts and its secrets are there. */
    public LintScope withoutPrompts() {
        return new LintScope(queues, Optional.empty(), flows, calendars, Optional.empty());
    }
}
