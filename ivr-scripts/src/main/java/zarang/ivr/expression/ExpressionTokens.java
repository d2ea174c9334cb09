package zarang.ivr.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zarang.ivr.variable.AsciiDigits;

/** Cuts an expression into words. Digits may be ASCII, Persian or Arabic. */
final class ExpressionTokens {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(\\.\\p{Nd}+)?");
    private static final Pattern NAME =
            Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern SIGN = Pattern.compile("<=|>=|!=|==|[=<>+\\-*/%()\\[\\],]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ExpressionTokens(String text) {
        this.text = text;
    }

    /** The words, and an end. */
    static List<Token> of(String text) throws ExpressionFault {
        return new ExpressionTokens(text).cut();
    }

    private List<Token> cut() throws ExpressionFault {
        while (at < text.length()) {
            if (!take(SPACE, null)
                    && !take(TEXT, Token.Kind.TEXT)
                    && !take(NUMBER, Token.Kind.NUMBER)
                    && !take(NAME, Token.Kind.NAME)
                    && !take(SIGN, Token.Kind.SIGN)) {
                throw new ExpressionFault(
                        "'"
                                + text.substring(at, text.offsetByCodePoints(at, 1))
                                + "' at "
                                + (at + 1)
                                + " means nothing here"
                                + cure());
            }
        }
        tokens.add(new Token(Token.Kind.END, "the end", at + 1));
        return tokens;
    }

    private String cure() {
        char sign = text.charAt(at);
        if (sign == '\'' || sign == '"') {
            return ": the quote is not closed";
        }
        return Character.isUpperCase(sign) || Character.isLetter(sign)
                ? ": a text stands in quotes, as in 'gold'; names are of small letters"
                : "";
    }

    private boolean take(Pattern pattern, Token.@Nullable Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        if (kind != null) {
            tokens.add(new Token(kind, word(kind, matcher.group()), at + 1));
        }
        at = matcher.end();
        return true;
    }

    private static String word(Token.Kind kind, String found) {
        return switch (kind) {
            case TEXT -> found.substring(1, found.length() - 1);
            case NUMBER -> AsciiDigits.of(found);
            case NAME, SIGN, END -> found;
        };
    }
}
