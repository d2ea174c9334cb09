package zarang.ivr.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;

/**
 * A text with places, each an expression in braces: {@code سفارش {order}}. {@code {{} and {@code
 * }}} are braces. Immutable, any thread.
 */
public final class Template {
    private sealed interface Part {}

    private record Fixed(String text) implements Part {}

    private record Place(Expression expression) implements Part {}

    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads one.
     *
     * @throws ExpressionFault a place holds no expression, or is not closed
     */
    public static Template read(String text, Map<String, Variable> known) throws ExpressionFault {
        List<Part> parts = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char sign = text.charAt(at);
            boolean brace = sign == '{' || sign == '}';
            if (brace && at + 1 < text.length() && text.charAt(at + 1) == sign) {
                fixed.append(sign);
                at += 2;
            } else if (sign == '{') {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new ExpressionFault("the brace at " + (at + 1) + " is not closed");
                }
                parts.add(new Fixed(fixed.toString()));
                fixed.setLength(0);
                parts.add(new Place(Expression.read(text.substring(at + 1, end), known)));
                at = end + 1;
            } else if (brace) {
                throw new ExpressionFault("the brace at " + (at + 1) + " closes nothing; write }}");
            } else {
                fixed.append(sign);
                at++;
            }
        }
        parts.add(new Fixed(fixed.toString()));
        return new Template(text, parts);
    }

    /** The text with what its places are worth; nothing stands for what is not known. */
    public String text(Known known) {
        return text(known, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param written how the value of a place is written, such as percent-encoded
     */
    public String text(Known known, UnaryOperator<String> written) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(
                    switch (part) {
                        case Fixed(String fixed) -> fixed;
                        case Place(Expression place) ->
                                place.value(known).map(ScriptValue::text).map(written).orElse("");
                    });
        }
        return filled.toString();
    }

    /** Whether it is the same each time. */
    public boolean fixed() {
        return places().findAny().isEmpty();
    }

    /** Why a place is nothing whatever happens, in words. */
    public Optional<String> nothing() {
        return places().flatMap(place -> place.nothing().stream()).findFirst();
    }

    /** The variables in it. */
    public Set<Variable> variables() {
        return places().flatMap(p -> p.variables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it tells a secret. */
    public boolean secret() {
        return places().anyMatch(Expression::secret);
    }

    private Stream<Expression> places() {
        return parts.stream()
                .flatMap(part -> part instanceof Place(Expression e) ? Stream.of(e) : Stream.of());
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
