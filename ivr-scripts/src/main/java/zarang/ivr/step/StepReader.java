package zarang.ivr.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zarang.ivr.expression.Template;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.variable.Variable;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * Reads the keys of one step that holds to the schema. What the schema cannot say (ranges of
 * durations, variables) becomes a finding, and the value's place is taken by a stand-in.
 */
public final class StepReader {
    private final String name;
    private final YamlMap source;
    private final Map<String, Variable> known;
    private final StepNotes notes = new StepNotes();

    private StepReader(String name, YamlMap source, Map<String, Variable> known) {
        this.name = name;
        this.source = source;
        this.known = known;
    }

    /**
     * Reads a step.
     *
     * @param known the variables there are, by name
     * @param reading of the keys, by the verb
     */
    public static Step read(
            String name,
            YamlMap source,
            Map<String, Variable> known,
            StepVerb verb,
            Function<StepReader, StepRun> reading) {
        StepReader reader = new StepReader(name, source, known);
        StepRun run = reading.apply(reader);
        return reader.notes.step(name, verb, run);
    }

    /** The step's name. */
    public String name() {
        return name;
    }

    /**
     * The value of a key, or what stands for it. Reading a step, a prompt, a queue or a variable
     * notes it: read what the step can come to, and nothing else. Of a step to go on at it is the
     * exit that leads there, for {@link Next.GoTo}.
     */
    public <T> T get(StepKey<T> key) {
        Optional<YamlNode> node = node(key);
        T value = node.flatMap(n -> key.shape().read(n, known)).orElse(key.absent());
        if (node.isPresent() || !key.required()) {
            key.shape().note(key.path(), value, notes);
        }
        return key.shape().hand(key.path(), value);
    }

    /**
     * The exit of an outcome that this step must have, though not each of its verb's; one that is
     * not there is a finding, and {@code otherwise} stands for it.
     */
    public String must(StepKey<Optional<String>> outcome, String otherwise) {
        Optional<String> exit = get(outcome);
        if (exit.isEmpty()) {
            refuse(outcome, "lacks the outcome " + outcome.outcome() + ", expected a step for it");
        }
        return exit.orElse(otherwise);
    }

    /**
     * The key that takes a caller to an outcome: {@code usual} where only the outcome is written,
     * empty where that is not; a key without it is a finding.
     */
    public Optional<Character> keyTo(
            StepKey<Optional<String>> outcome, StepKey<Optional<Character>> key, char usual) {
        Optional<String> exit = get(outcome);
        Optional<Character> pressed = get(key);
        if (pressed.isPresent() && exit.isEmpty()) {
            refuse(key, "leads nowhere, expected the outcome " + outcome.outcome() + " beside it");
        }
        return exit.map(there -> pressed.orElse(usual));
    }

    /** The step says something of a kind. */
    public void says(SpeechKind kind) {
        notes.says(kind);
    }

    /** The step sets these. */
    public void sets(List<Variable> variables) {
        notes.sets(variables);
    }

    /** The step has a text spoken. */
    public void saysText(Template text) {
        notes.text(text);
    }

    /** The step calls another flow. */
    public void calls(SubFlowCall call) {
        notes.calls(call);
    }

    /** The step goes back to the flow that called this one. */
    public void returns(String outcome) {
        notes.returns(outcome);
    }

    /**
     * The flow's own variable of a name, which the step then sets; empty where there is none, which
     * is a finding at the key.
     */
    public Optional<Variable> sets(StepKey<?> key, String variable) {
        Optional<Variable> own =
                node(key)
                        .map(node ->
                                node instanceof YamlMap map ? map.get(variable).orElse(map) : node)
                        .flatMap(node -> Expressions.own(variable, node, known));
        own.ifPresent(found -> notes.sets(List.of(found)));
        return own;
    }

    /** The step speaks of a variable only once it has set it itself. */
    public void speaksOnceSet(Variable variable) {
        notes.speaksOnceSet(variable);
    }

    /** Adds a finding at a key. */
    public void refuse(StepKey<?> key, String message) {
        refuse(key, FlowRule.STEP, message);
    }

    /** Adds a finding at a key that offends against a rule. */
    public void refuse(StepKey<?> key, FlowRule rule, String message) {
        source.refuse(key.top(), rule, message);
    }

    private Optional<YamlNode> node(StepKey<?> key) {
        Optional<YamlNode> node = Optional.of(source);
        for (String part : key.parts()) {
            node =
                    part.equals("*")
                            ? node
                            : node.filter(YamlMap.class::isInstance)
                                    .flatMap(map -> ((YamlMap) map).get(part));
        }
        return node;
    }
}
