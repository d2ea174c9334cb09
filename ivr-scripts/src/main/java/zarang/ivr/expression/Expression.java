package zarang.ivr.expression;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/**
 * A calculation of a script: {@code member.points >= 100 and call.dialled = '1000'}. It has a type
 * before it is run, no loop and no code, and is worth nothing where something in it is not known or
 * has no result (a division by zero, a text of more than 1,000 characters, a number of more than 18
 * digits). Immutable, any thread.
 */
public final class Expression {
    /** The longest text of one, in characters. */
    public static final int LENGTH_MAX = 500;

    private final String text;
    private final Term term;

    private Expression(String text, Term term) {
        this.text = text;
        this.term = term;
    }

    /**
     * Reads one.
     *
     * @param known the variables there are, by name
     * @throws ExpressionFault it is none
     */
    public static Expression read(String text, Map<String, Variable> known) throws ExpressionFault {
        if (text.length() > LENGTH_MAX) {
            throw new ExpressionFault("is longer than " + LENGTH_MAX + " characters");
        }
        return new Expression(text, new ExpressionReader(ExpressionTokens.of(text), known).read());
    }

    public VariableType type() {
        return term.type();
    }

    /** What it is worth; empty if that is not known. */
    public Optional<ScriptValue> value(Known known) {
        return term.value(known);
    }

    /** Whether it is so; what is not known is not. */
    public boolean holds(Known known) {
        return term.holds(known);
    }

    /** Why something in it is nothing whatever happens, in words, such as a date that is none. */
    public Optional<String> nothing() {
        return term.nothing();
    }

    /** The variables in it. */
    public Set<Variable> variables() {
        return term.variables().collect(Collectors.toUnmodifiableSet());
    }

    /** Whether what it is worth tells a secret. What only compares secrets does not. */
    public boolean secret() {
        return type() != VariableType.YES_NO && term.variables().anyMatch(Variable::secret);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
