package zarang.ivr.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepVerb;
import zarang.ivr.variable.CallVariables;
import zarang.ivr.variable.Variable;
import zarang.yaml.YamlMap;

/** The verbs there are. Immutable, any thread. */
public final class IvrVerbs {
    /** Those that ship, in the order in which an admin reads of them. */
    private static final List<IvrVerb> SHIPPED =
            List.of(
                    new AnswerVerb(),
                    new PlayVerb(),
                    new SayVerb(),
                    new SayTextVerb(),
                    new MenuVerb(),
                    new CollectVerb(),
                    new SetVerb(),
                    new IfVerb(),
                    new SwitchVerb(),
                    new LookUpVerb(),
                    new WebhookVerb(),
                    new HoursVerb(),
                    new ClosureVerb(),
                    new LimitVerb(),
                    new SayPointsVerb(),
                    new SayNumberVerb(),
                    new SayMoneyVerb(),
                    new SayDateVerb(),
                    new SayTimeVerb(),
                    new SayDurationVerb(),
                    new SayPhoneVerb(),
                    new SayDigitsVerb(),
                    new QueueVerb(),
                    new CallbackVerb(),
                    new DialVerb(),
                    new TransferVerb(),
                    new ConferenceVerb(),
                    new RecordVerb(),
                    new VoicemailVerb(),
                    new GoToVerb(),
                    new CallVerb(),
                    new ReturnVerb(),
                    new TagVerb(),
                    new WaitVerb(),
                    new RejectVerb(),
                    new HangUpVerb());

    private final Map<String, IvrVerb> byName;
    private final Map<String, Variable> variables;

    /**
     * @throws IllegalArgumentException two verbs of one name, or a verb that is another's key
     */
    IvrVerbs(List<IvrVerb> verbs) {
        Map<String, IvrVerb> named = new LinkedHashMap<>();
        Map<String, Variable> known = new LinkedHashMap<>();
        CallVariables.ALL.forEach(variable -> known.put(variable.name(), variable));
        for (IvrVerb verb : verbs) {
            if (named.put(verb.table().name(), verb) != null) {
                throw new IllegalArgumentException("two verbs '" + verb.table().name() + "'");
            }
            verb.table().sets().forEach(variable -> known.put(variable.name(), variable));
        }
        this.byName = Collections.unmodifiableMap(named);
        this.variables = Collections.unmodifiableMap(known);
        verbs.forEach(this::requireOneVerbAStep);
    }

    /** A key of one verb that is another verb would make a step of two verbs. */
    private void requireOneVerbAStep(IvrVerb verb) {
        Set<String> tops = new HashSet<>();
        verb.table().keys().stream().map(StepKey::top).forEach(tops::add);
        tops.remove(verb.table().name());
        tops.retainAll(byName.keySet());
        if (!tops.isEmpty()) {
            throw new IllegalArgumentException(
                    "verb '" + verb.table().name() + "' has a key that is a verb: " + tops);
        }
    }

    /** Those that ship and those that other jars on the class path bring. */
    public static IvrVerbs found() {
        return found(IvrVerbs.class.getClassLoader());
    }

    /**
     * Those that ship and those that {@code loader} sees.
     *
     * @throws IllegalArgumentException two verbs of one name, or a verb that is another's key
     */
    static IvrVerbs found(ClassLoader loader) {
        List<IvrVerb> all = new ArrayList<>(SHIPPED);
        ServiceLoader.load(IvrVerb.class, loader).forEach(all::add);
        return new IvrVerbs(all);
    }

    /** In the order in which an admin reads of them. */
    public List<IvrVerb> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Reads a step that holds to the schema.
     *
     * @param declared the flow's own variables, by name
     * @return empty if it has no verb
     */
    public Optional<Step> read(String name, YamlMap source, Map<String, Variable> declared) {
        Map<String, Variable> known = new HashMap<>(variables);
        known.putAll(declared);
        return byName.entrySet().stream()
                .filter(entry -> source.has(entry.getKey()))
                .findFirst()
                .map(entry -> read(name, source, known, entry.getKey(), entry.getValue()));
    }

    private static Step read(
            String step, YamlMap source, Map<String, Variable> known, String name, IvrVerb verb) {
        return StepReader.read(
                step,
                source,
                known,
                new StepVerb(name, verb.afterHangUp(), verb.table().outcomes()),
                verb::read);
    }
}
