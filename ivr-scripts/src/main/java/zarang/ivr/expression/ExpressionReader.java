package zarang.ivr.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;
import zarang.yaml.Nearest;

/**
 * Builds a term from words, by recursive descent, and checks types on the way. From the loosest to
 * the tightest: {@code or}, {@code and}, {@code not}, comparisons and {@code in}, {@code default},
 * {@code + -}, {@code * / %}, a sign before a number.
 */
final class ExpressionReader {
    private static final int DEPTH_MAX = 32;
    private static final int DIGITS_MAX = 18;
    private static final List<String> WORDS =
            List.of("and", "or", "not", "in", "default", "true", "false");

    private final List<Token> tokens;
    private final Map<String, Variable> known;
    private int at;
    private int depth;

    ExpressionReader(List<Token> tokens, Map<String, Variable> known) {
        this.tokens = tokens;
        this.known = known;
    }

    Term read() throws ExpressionFault {
        Term term = either();
        if (next().kind() != Token.Kind.END) {
            throw unexpected("an operator such as = or and");
        }
        return term;
    }

    private Token next() {
        return tokens.get(at);
    }

    private boolean take(String word) {
        boolean there = next().is(word);
        if (there) {
            at++;
        }
        return there;
    }

    private void require(String word) throws ExpressionFault {
        if (!take(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    private ExpressionFault unexpected(String expected) {
        Token found = next();
        String shown = found.kind() == Token.Kind.END ? found.text() : "'" + found.text() + "'";
        return new ExpressionFault(
                "found " + shown + " at " + found.at() + ", expected " + expected);
    }

    private Term either() throws ExpressionFault {
        if (++depth > DEPTH_MAX) {
            throw new ExpressionFault("is nested deeper than " + DEPTH_MAX + " levels");
        }
        Term term = both();
        while (take("or")) {
            term = new Term.Joined(false, yesNo(term, "or"), yesNo(both(), "or"));
        }
        depth--;
        return term;
    }

    private Term both() throws ExpressionFault {
        Term term = negated();
        while (take("and")) {
            term = new Term.Joined(true, yesNo(term, "and"), yesNo(negated(), "and"));
        }
        return term;
    }

    private static Term yesNo(Term term, String beside) throws ExpressionFault {
        if (term.type() != VariableType.YES_NO) {
            throw new ExpressionFault(
                    "'"
                            + beside
                            + "' stands beside a "
                            + term.type().word()
                            + ", expected a comparison");
        }
        return term;
    }

    private Term negated() throws ExpressionFault {
        if (!take("not")) {
            return compared();
        }
        return new Term.Not(yesNo(compared(), "not"));
    }

    private Term compared() throws ExpressionFault {
        Term left = otherwise();
        if (take("in")) {
            Term list = otherwise();
            if (list.type() != VariableType.LIST) {
                throw new ExpressionFault(
                        "'in' is followed by a "
                                + list.type().word()
                                + ", expected a list such as"
                                + " ['gold', 'silver']");
            }
            return new Term.Within(left, list);
        }
        Optional<Comparison> sign = comparison();
        if (sign.isEmpty()) {
            return left;
        }
        at++;
        Term right = otherwise();
        if (!sign.get().takes(left.type(), right.type())) {
            throw new ExpressionFault(
                    "a "
                            + left.type().word()
                            + " and a "
                            + right.type().word()
                            + " cannot be compared by '"
                            + sign.get().sign
                            + "'");
        }
        return new Term.Compared(sign.get(), left, right);
    }

    private Optional<Comparison> comparison() {
        return Arrays.stream(Comparison.values())
                .filter(each ->
                        next().is(each.sign) || (each == Comparison.EQUAL && next().is("==")))
                .findFirst();
    }

    private Term otherwise() throws ExpressionFault {
        Term term = sum();
        while (take("default")) {
            Term fallback = sum();
            if (fallback.type() != term.type()) {
                throw new ExpressionFault(
                        "'default' gives a "
                                + fallback.type().word()
                                + " for a "
                                + term.type().word());
            }
            term = new Term.Otherwise(term, fallback);
        }
        return term;
    }

    private Term sum() throws ExpressionFault {
        Term term = product();
        while (next().is("+") || next().is("-")) {
            term = calculated(term, take("+") ? Sum.PLUS : minus());
        }
        return term;
    }

    private Sum minus() {
        at++;
        return Sum.MINUS;
    }

    private Term calculated(Term left, Sum sum) throws ExpressionFault {
        return calculated(left, sum, product());
    }

    private static Term calculated(Term left, Sum sum, Term right) throws ExpressionFault {
        VariableType type =
                sum.type(left.type(), right.type())
                        .orElseThrow(() ->
                                new ExpressionFault(
                                        "a "
                                                + left.type().word()
                                                + " and a "
                                                + right.type().word()
                                                + " cannot be calculated with by '"
                                                + sum.sign
                                                + "'"));
        return new Term.Calculated(sum, type, left, right);
    }

    private Term product() throws ExpressionFault {
        Term term = signed();
        while (true) {
            Optional<Sum> sum =
                    List.of(Sum.TIMES, Sum.DIVIDED, Sum.REMAINDER).stream()
                            .filter(each -> next().is(each.sign))
                            .findFirst();
            if (sum.isEmpty()) {
                return term;
            }
            at++;
            term = calculated(term, sum.get(), signed());
        }
    }

    private Term signed() throws ExpressionFault {
        if (!take("-")) {
            return primary();
        }
        return calculated(number("0"), Sum.MINUS, primary());
    }

    private static Term number(String digits) {
        return new Term.Literal(
                VariableType.NUMBER, new ScriptValue.Decimal(new BigDecimal(digits)));
    }

    private Term primary() throws ExpressionFault {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> {
                at++;
                if (token.text().length() > DIGITS_MAX) {
                    throw new ExpressionFault(
                            "has a number of more than " + DIGITS_MAX + " digits");
                }
                yield number(token.text());
            }
            case TEXT -> {
                at++;
                yield new Term.Literal(VariableType.TEXT, new ScriptValue.Text(token.text()));
            }
            case NAME -> named(token);
            case SIGN -> enclosed();
            case END -> throw unexpected("a value");
        };
    }

    private Term enclosed() throws ExpressionFault {
        if (take("(")) {
            Term term = either();
            require(")");
            return term;
        }
        if (take("[")) {
            return new Term.Listed(terms("]"));
        }
        throw unexpected("a value");
    }

    private Term named(Token token) throws ExpressionFault {
        at++;
        if (token.is("true") || token.is("false")) {
            return new Term.Literal(VariableType.YES_NO, new ScriptValue.YesNo(token.is("true")));
        }
        if (take("(")) {
            return applied(token);
        }
        Variable variable = known.get(token.text());
        if (variable == null) {
            Set<String> names = new TreeSet<>(known.keySet());
            throw new ExpressionFault(
                    "there is no variable '"
                            + token.text()
                            + "'"
                            + Nearest.hint(token.text(), names)
                            + meant(token.text()));
        }
        return new Term.Named(variable);
    }

    /** What was probably meant by a name that there is not, to be read after it. */
    private String meant(String name) {
        int minus = name.indexOf('-');
        if (minus > 0 && known.containsKey(name.substring(0, minus))) {
            return "; a minus stands between spaces: "
                    + name.substring(0, minus)
                    + " - "
                    + name.substring(minus + 1);
        }
        return WORDS.contains(name) ? "" : "; a text stands in quotes: '" + name + "'";
    }

    private Term applied(Token name) throws ExpressionFault {
        Formula formula =
                Formula.of(name.text())
                        .orElseThrow(() ->
                                new ExpressionFault(
                                        "there is no function '"
                                                + name.text()
                                                + "'"
                                                + Nearest.hint(name.text(), Formula.words())));
        List<Term> given = terms(")");
        List<Set<VariableType>> takes = formula.takes();
        if (given.size() != takes.size()) {
            throw new ExpressionFault(
                    formula.word()
                            + "() is given "
                            + given.size()
                            + " values, expected "
                            + takes.size());
        }
        for (int i = 0; i < takes.size(); i++) {
            if (!takes.get(i).contains(given.get(i).type())) {
                String expected =
                        new TreeSet<>(takes.get(i))
                                .stream()
                                        .map(VariableType::word)
                                        .collect(Collectors.joining(" or "));
                throw new ExpressionFault(
                        formula.word()
                                + "() is given a "
                                + given.get(i).type().word()
                                + ", expected "
                                + expected);
            }
        }
        return new Term.Applied(formula, formula.result(), given);
    }

    private List<Term> terms(String end) throws ExpressionFault {
        List<Term> terms = new ArrayList<>();
        if (take(end)) {
            return terms;
        }
        do {
            terms.add(either());
        } while (take(","));
        require(end);
        return terms;
    }
}
