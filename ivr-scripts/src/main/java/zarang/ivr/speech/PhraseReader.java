package zarang.ivr.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a {@link Phrase} as it is written in a language's rules. One thread, one phrase. */
final class PhraseReader {
    /** What is read where a place names no rules. */
    static final String CARDINAL = "cardinal";

    private static final Pattern FRAGMENT =
            Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String text;
    private int at;

    private PhraseReader(String text) {
        this.text = text;
    }

    /** A phrase, or what is wrong with the text. */
    sealed interface Result {
        record Read(Phrase phrase) implements Result {}

        record Wrong(String message) implements Result {}
    }

    /** What is wrong; never leaves this class. */
    private static final class WrongPhrase extends Exception {
        private static final long serialVersionUID = 1;

        WrongPhrase(String message) {
            super(message);
        }
    }

    static Result read(String text) {
        try {
            PhraseReader reader = new PhraseReader(text);
            Phrase phrase = reader.phrase(false);
            return reader.at < text.length()
                    ? new Result.Wrong("'" + text.charAt(reader.at) + "' without its '['")
                    : new Result.Read(phrase);
        } catch (WrongPhrase wrong) {
            return new Result.Wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private Phrase phrase(boolean inside) throws WrongPhrase {
        List<Phrase.Part> parts = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
            } else if (c == ']' || c == '|') {
                break;
            } else if (c == '[') {
                if (inside) {
                    throw new WrongPhrase("'[' inside '['");
                }
                parts.add(either());
            } else if (c == '{') {
                parts.add(braced());
            } else {
                parts.add(plain());
            }
        }
        return new Phrase(parts);
    }

    private Phrase.Part either() throws WrongPhrase {
        at++;
        Phrase then = phrase(true);
        Phrase otherwise = new Phrase(List.of());
        if (at < text.length() && text.charAt(at) == '|') {
            at++;
            otherwise = phrase(true);
        }
        if (at >= text.length() || text.charAt(at) != ']') {
            throw new WrongPhrase("'[' without its ']'");
        }
        at++;
        if (then.parts().stream().noneMatch(Phrase.Place.class::isInstance)) {
            throw new WrongPhrase("'[…]' holds no place, so that it could never be left out");
        }
        return new Phrase.Either(then, otherwise);
    }

    /** <code>{name}</code> or <code>{name:rules}</code>. */
    private Phrase.Part braced() throws WrongPhrase {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw new WrongPhrase("'{' without its '}'");
        }
        String[] both = text.substring(at + 1, end).split(":", 2);
        at = end + 1;
        return new Phrase.Place(name(both[0]), both.length > 1 ? name(both[1]) : CARDINAL);
    }

    /** A fragment, or one of the signs of number rules with the name of rules after it. */
    private Phrase.Part plain() throws WrongPhrase {
        int start = at;
        while (at < text.length() && " []{}|".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String token = text.substring(start, at);
        if ("<>=".indexOf(token.charAt(0)) >= 0) {
            return new Phrase.Place(
                    token.substring(0, 1),
                    token.length() > 1 ? name(token.substring(1)) : CARDINAL);
        }
        if (!FRAGMENT.matcher(token).matches()) {
            throw new WrongPhrase("'" + token + "' is no name of a prompt, such as num/20");
        }
        return new Phrase.Fragment(token);
    }

    private static String name(String written) throws WrongPhrase {
        if (!NAME.matcher(written).matches()) {
            throw new WrongPhrase("'" + written + "' is no name of small letters");
        }
        return written;
    }
}
