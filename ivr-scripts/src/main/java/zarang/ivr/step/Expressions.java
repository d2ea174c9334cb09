package zarang.ivr.step;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.ExpressionFault;
import zarang.ivr.expression.Template;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.variable.AsciiDigits;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;
import zarang.yaml.Nearest;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Reads expressions, texts with places, and names of variables; what is wrong is a finding. */
final class Expressions {
    private Expressions() {}

    static Optional<Expression> read(
            YamlNode node, Map<String, Variable> known, VariableType... types) {
        Optional<String> written = node.text();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            Expression read = Expression.read(plain(node, written.get()), known);
            if (types.length > 0 && !fits(read.type(), types)) {
                node.refuse(
                        FlowRule.BAD_EXPRESSION,
                        "is a "
                                + read.type().word()
                                + ", expected "
                                + Arrays.stream(types)
                                        .map(VariableType::word)
                                        .collect(Collectors.joining(" or ")));
                return Optional.empty();
            }
            read.nothing().ifPresent(why -> node.refuse(FlowRule.BAD_EXPRESSION, why));
            return Optional.of(read);
        } catch (ExpressionFault fault) {
            node.refuse(FlowRule.BAD_EXPRESSION, fault.why());
            return Optional.empty();
        }
    }

    /** Money is written as a number. */
    private static boolean fits(VariableType type, VariableType... types) {
        List<VariableType> all = List.of(types);
        return all.contains(type)
                || (type == VariableType.NUMBER && all.contains(VariableType.MONEY));
    }

    /** A number of YAML may be written in ways that an expression does not know, such as 1e3. */
    private static String plain(YamlNode node, String written) {
        if (!(node instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.DECIMAL) {
            return written;
        }
        try {
            return new BigDecimal(AsciiDigits.of(written)).toPlainString();
        } catch (NumberFormatException noNumber) {
            return written;
        }
    }

    static Optional<Template> template(YamlNode node, Map<String, Variable> known) {
        Optional<String> written = node.text();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            Template read = Template.read(written.get(), known);
            read.nothing().ifPresent(why -> node.refuse(FlowRule.BAD_EXPRESSION, why));
            return Optional.of(read);
        } catch (ExpressionFault fault) {
            node.refuse(FlowRule.BAD_EXPRESSION, fault.why());
            return Optional.empty();
        }
    }

    static Optional<Variable> into(
            YamlNode node, Map<String, Variable> known, List<VariableType> types) {
        Optional<Variable> variable = node.text().flatMap(name -> own(name, node, known));
        if (variable.isPresent() && !types.contains(variable.get().type())) {
            node.refuse(
                    FlowRule.BAD_EXPRESSION,
                    "'"
                            + variable.get().name()
                            + "' is a "
                            + variable.get().type().word()
                            + ", expected a variable of type "
                            + types.stream()
                                    .map(VariableType::word)
                                    .collect(Collectors.joining(" or ")));
            return Optional.empty();
        }
        return variable;
    }

    /** The flow's own variable of a name; those of the call are set by Zarang alone. */
    static Optional<Variable> own(String name, YamlNode node, Map<String, Variable> known) {
        Variable variable = known.get(name);
        if (variable == null) {
            node.refuse(
                    FlowRule.NO_SUCH_VARIABLE,
                    "there is no variable '"
                            + name
                            + "'"
                            + Nearest.hint(name, known.keySet())
                            + "; declare it under 'variables'");
            return Optional.empty();
        }
        if (variable.ofCall()) {
            node.refuse(
                    FlowRule.BAD_EXPRESSION,
                    "'" + name + "' is set by " + variable.origin() + ", not by a step");
            return Optional.empty();
        }
        return Optional.of(variable);
    }

    /** An expression of one of these types, for people. */
    static String example(VariableType... types) {
        return types.length == 0
                ? "1"
                : switch (types[0]) {
                    case TEXT -> "'gold'";
                    case NUMBER, MONEY -> "1";
                    case DIGITS -> "digits('1')";
                    case DATE -> "call.date";
                    case YES_NO -> "true";
                    case LIST -> "[1]";
                };
    }
}
