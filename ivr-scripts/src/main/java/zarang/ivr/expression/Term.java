package zarang.ivr.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** A part of an expression: of a known type, and worth something or nothing. */
sealed interface Term {
    VariableType type();

    Optional<ScriptValue> value(Known known);

    /** The parts that it is made of. */
    default List<Term> parts() {
        return List.of();
    }

    /** The variables in it. */
    default Stream<Variable> variables() {
        return parts().stream().flatMap(Term::variables);
    }

    /** Why a part of it is nothing whatever happens: it has no variables, and no value. */
    default Optional<String> nothing() {
        return parts().stream()
                .flatMap(part -> part.nothing().stream())
                .findFirst()
                .or(() ->
                        variables().findAny().isEmpty() && value(Known.NOTHING).isEmpty()
                                ? Optional.of(fault())
                                : Optional.empty());
    }

    /** What is wrong with it where it has no value, in words. */
    default String fault() {
        return "is nothing, whatever happens";
    }

    /** Whether it is so; what is not known is not. */
    default boolean holds(Known known) {
        return value(known).orElse(null) instanceof ScriptValue.YesNo(boolean yes) && yes;
    }

    record Literal(VariableType type, ScriptValue value) implements Term {
        @Override
        public Optional<ScriptValue> value(Known known) {
            return Optional.of(value);
        }
    }

    record Named(Variable variable) implements Term {
        @Override
        public VariableType type() {
            return variable.type();
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            return known.value(variable);
        }

        @Override
        public Stream<Variable> variables() {
            return Stream.of(variable);
        }
    }

    /** {@code not}. */
    record Not(Term term) implements Term {
        @Override
        public VariableType type() {
            return VariableType.YES_NO;
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            return Optional.of(new ScriptValue.YesNo(!term.holds(known)));
        }

        @Override
        public List<Term> parts() {
            return List.of(term);
        }
    }

    /** {@code and}, {@code or}: the second is looked at only if the first does not decide. */
    record Joined(boolean all, Term first, Term second) implements Term {
        @Override
        public VariableType type() {
            return VariableType.YES_NO;
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            boolean left = first.holds(known);
            return Optional.of(new ScriptValue.YesNo(left == all ? second.holds(known) : left));
        }

        @Override
        public List<Term> parts() {
            return List.of(first, second);
        }
    }

    /** {@code =}, {@code <} and the like; nothing is equal to what is not known. */
    record Compared(Comparison how, Term first, Term second) implements Term {
        @Override
        public VariableType type() {
            return VariableType.YES_NO;
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            Optional<ScriptValue> left = first.value(known);
            Optional<ScriptValue> right = second.value(known);
            return Optional.of(new ScriptValue.YesNo(how.holds(left, right)));
        }

        @Override
        public List<Term> parts() {
            return List.of(first, second);
        }
    }

    /** {@code +}, {@code -}, {@code *}, {@code /}, {@code %}. */
    record Calculated(Sum sum, VariableType type, Term first, Term second) implements Term {
        @Override
        public Optional<ScriptValue> value(Known known) {
            return first.value(known)
                    .flatMap(left ->
                            second.value(known).flatMap(right -> sum.of(left, right, type)));
        }

        @Override
        public String fault() {
            return "'" + sum.sign + "' comes to nothing: " + sum.fault(type);
        }

        @Override
        public List<Term> parts() {
            return List.of(first, second);
        }
    }

    /** {@code x in list}. */
    record Within(Term item, Term list) implements Term {
        @Override
        public VariableType type() {
            return VariableType.YES_NO;
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            Optional<ScriptValue> wanted = item.value(known);
            boolean there =
                    list.value(known).orElse(null) instanceof ScriptValue.Many(var items)
                            && items.stream()
                                    .anyMatch(each ->
                                            Comparison.EQUAL.holds(wanted, Optional.of(each)));
            return Optional.of(new ScriptValue.YesNo(there));
        }

        @Override
        public List<Term> parts() {
            return List.of(item, list);
        }
    }

    /** {@code x default y}: {@code y} where {@code x} is not known. */
    record Otherwise(Term term, Term fallback) implements Term {
        @Override
        public VariableType type() {
            return term.type();
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            return term.value(known).or(() -> fallback.value(known));
        }

        @Override
        public List<Term> parts() {
            return List.of(term, fallback);
        }
    }

    /** {@code [a, b]}; what is not known is left out. */
    record Listed(List<Term> parts) implements Term {
        @Override
        public VariableType type() {
            return VariableType.LIST;
        }

        @Override
        public Optional<ScriptValue> value(Known known) {
            return Optional.of(
                    new ScriptValue.Many(
                            parts.stream().flatMap(part -> part.value(known).stream()).toList()));
        }
    }

    /** {@code length(x)} and the like. */
    record Applied(Formula formula, VariableType type, List<Term> parts) implements Term {
        @Override
        public Optional<ScriptValue> value(Known known) {
            List<Optional<ScriptValue>> values =
                    parts.stream().map(part -> part.value(known)).toList();
            if (formula.asksWhetherKnown()) {
                return Optional.of(new ScriptValue.YesNo(values.getFirst().isPresent()));
            }
            return values.stream().allMatch(Optional::isPresent)
                    ? formula.of(values.stream().map(Optional::orElseThrow).toList())
                    : Optional.empty();
        }

        @Override
        public String fault() {
            String given =
                    parts.stream()
                            .flatMap(part -> part.value(Known.NOTHING).stream())
                            .map(value -> "'" + value.text() + "'")
                            .collect(Collectors.joining(", "));
            return formula.word() + "() is given " + given + ", expected " + formula.expected();
        }
    }
}
