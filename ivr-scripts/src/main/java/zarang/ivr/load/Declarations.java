package zarang.ivr.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.ExpressionFault;
import zarang.ivr.expression.Known;
import zarang.ivr.model.FlowVariables;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * Reads {@code params}, {@code variables} and {@code results} of a flow that holds to the schema.
 */
final class Declarations {
    private static final String ORIGIN = "a step that sets it";

    private final YamlMap root;
    private final Map<String, Variable> all = new LinkedHashMap<>();
    private final List<String> params = new ArrayList<>();
    private final Map<Variable, ScriptValue> initial = new LinkedHashMap<>();

    private Declarations(YamlMap root) {
        this.root = root;
    }

    static FlowVariables read(YamlMap root) {
        return new Declarations(root).all();
    }

    private FlowVariables all() {
        declared("params")
                .forEach((name, node) -> {
                    params.add(name);
                    declare(name, node);
                });
        declared("variables")
                .forEach((name, node) -> {
                    if (params.contains(name)) {
                        node.refuse("is a parameter already");
                    } else {
                        declare(name, node);
                    }
                });
        return new FlowVariables(all, params, results(), initial);
    }

    private Map<String, YamlNode> declared(String key) {
        return root.get(key)
                .filter(YamlMap.class::isInstance)
                .map(node -> ((YamlMap) node).values())
                .orElse(Map.of());
    }

    /** {@code name: type}, or {@code name: {type: …, default: …, secret: …}}. */
    private void declare(String name, YamlNode node) {
        Optional<YamlMap> map =
                node instanceof YamlMap written ? Optional.of(written) : Optional.empty();
        Optional<VariableType> type =
                map.map(written -> written.text("type"))
                        .orElseGet(node::text)
                        .flatMap(VariableType::of);
        if (type.isEmpty()) {
            return; // the schema has said so
        }
        boolean secret =
                type.get() == VariableType.DIGITS
                        || map.flatMap(written -> written.get("secret"))
                                .flatMap(YamlNode::bool)
                                .orElse(false);
        Variable variable = new Variable(name, type.get(), ORIGIN, secret);
        all.put(name, variable);
        map.flatMap(written -> written.get("default"))
                .ifPresent(value -> fallback(variable, value));
    }

    private void fallback(Variable variable, YamlNode node) {
        Optional<ScriptValue> value = node.text().flatMap(text -> literal(variable.type(), text));
        if (value.isPresent()) {
            initial.put(variable, value.get());
        } else {
            node.expected("a " + variable.type().word() + ", such as " + example(variable.type()));
        }
    }

    /** Text stands as it is; everything else as in an expression without variables. */
    private static Optional<ScriptValue> literal(VariableType type, String text) {
        if (type == VariableType.TEXT) {
            return Optional.of(new ScriptValue.Text(text));
        }
        String written =
                switch (type) {
                    case TEXT, NUMBER, YES_NO, LIST -> text;
                    case MONEY -> "money(" + text + ")";
                    case DATE -> "date('" + text.replace("'", "") + "')";
                    case DIGITS -> "digits('" + text.replace("'", "") + "')";
                };
        try {
            Expression read = Expression.read(written, Map.of());
            return read.type() == type ? read.value(Known.NOTHING) : Optional.empty();
        } catch (ExpressionFault fault) {
            return Optional.empty();
        }
    }

    private static String example(VariableType type) {
        return switch (type) {
            case TEXT -> "gold";
            case NUMBER -> "12.5";
            case MONEY -> "250000";
            case DATE -> "1405-01-01";
            case DIGITS -> "\"1234\"";
            case YES_NO -> "true";
            case LIST -> "\"['gold', 'silver']\"";
        };
    }

    private Set<String> results() {
        Set<String> results = new LinkedHashSet<>();
        root.get("results")
                .ifPresent(node ->
                        node.texts()
                                .forEach(name -> {
                                    if (all.containsKey(name)) {
                                        results.add(name);
                                    } else {
                                        node.refuse(
                                                "there is no variable '"
                                                        + name
                                                        + "' to give back; declare it under"
                                                        + " 'variables'");
                                    }
                                }));
        return results;
    }
}
