package zarang.ivr.step;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.ivr.variable.Variable;

/**
 * What a verb's steps are written with.
 *
 * @param meaning what it does, for people: Markdown, a sentence or a few
 * @param keys in the order of the reference; the first one bears the verb's name
 * @param sets the variables that its steps can set
 */
public record VerbTable(String meaning, List<StepKey<?>> keys, List<Variable> sets) {
    public VerbTable {
        keys = List.copyOf(keys);
        sets = List.copyOf(sets);
    }

    public VerbTable(String meaning, StepKey<?>... keys) {
        this(meaning, List.of(keys), List.of());
    }

    /** What its steps can come to; {@code *} stands for any other. */
    public Set<String> outcomes() {
        return keys.stream()
                .filter(key -> key.path().startsWith("on."))
                .map(StepKey::outcome)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The verb. */
    public String name() {
        return keys.getFirst().top();
    }
}
