package zarang.ivr.verb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.queue.CallerWants;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.expression.Template;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;

/**
 * What a {@code queue} step asks of the agent who takes its caller.
 *
 * @param prefer an extension, or {@value #LAST}; empty: anybody
 */
record QueueWants(Map<String, Integer> skills, Optional<Template> prefer, Duration preferFor) {
    /** The agent who talked with this caller last. */
    private static final String LAST = "last";

    /** How long the caller is kept waiting to know who that was. */
    private static final Duration LIMIT = Duration.ofMillis(200);

    static final StepKey<Map<String, Integer>> SKILLS =
            StepKey.usually(
                    "skills.*",
                    Shapes.each(
                            Shapes.count(1, 5),
                            Shapes.schema(
                                    "maxProperties",
                                    CallerWants.SKILLS_MAX,
                                    "propertyNames",
                                    Shapes.schema(
                                            "pattern",
                                            "^" + Shapes.NAME_OF_HOUSE + "$",
                                            Shapes.EXPECTED,
                                            "the name of a skill, such as english")),
                            Set.of()),
                    Map.of(),
                    "none",
                    "what this caller needs of the agent, beside what the queue asks for, such as"
                            + " `{english: 3}`; relaxed with it");
    static final StepKey<Optional<Template>> PREFER =
            StepKey.usually(
                    "prefer",
                    ValueShapes.template(32),
                    Optional.empty(),
                    "nobody",
                    "an agent whom the caller is kept for at first, if it is logged in: an"
                            + " extension, or `last`, who talked with this number last");
    static final StepKey<Duration> PREFER_FOR =
            StepKey.usually(
                    "prefer-for",
                    Shapes.span(Duration.ofSeconds(1), CallerWants.PREFER_MAX),
                    Duration.ofSeconds(30),
                    "30s",
                    "how long; then anybody takes it");

    static QueueWants read(StepReader step) {
        Optional<Template> prefer = step.get(PREFER);
        if (prefer.filter(Template::secret).isPresent()) {
            step.refuse(PREFER, FlowRule.TELLS_SECRET, "would tell a secret to whoever decides");
        }
        return new QueueWants(step.get(SKILLS), prefer, step.get(PREFER_FOR));
    }

    private String named(StepTools run) {
        return prefer.map(text -> text.text(run::value).strip()).orElse("");
    }

    /** What is to be asked before the caller joins. */
    Optional<ScriptCommand.Ask> question(StepTools run) {
        return named(run).equals(LAST)
                ? Optional.of(new ScriptCommand.Ask(LastAgentArguments.SERVICE, Map.of(), LIMIT))
                : Optional.empty();
    }

    /**
     * What the caller wants. A name that no agent can have is nobody's.
     *
     * @param answer to {@link #question}, if there was one
     */
    CallerWants of(StepTools run, Optional<ServiceAnswer> answer) {
        String agent = answer.map(QueueWants::last).orElseGet(() -> named(run));
        return new CallerWants(
                skills, AgentId.maybe(agent).map(id -> new CallerWants.Preferred(id, preferFor)));
    }

    private static String last(ServiceAnswer answer) {
        return answer instanceof ServiceAnswer.Given given
                        && given.values().get(LastAgentArguments.AGENT) != null
                ? given.values().get(LastAgentArguments.AGENT).text()
                : "";
    }
}
