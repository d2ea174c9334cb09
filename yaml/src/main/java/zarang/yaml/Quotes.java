package zarang.yaml;

import java.util.List;
import java.util.Optional;

/** Finds quotes that run over the end of their line. */
final class Quotes {
    private Quotes() {}

    /**
     * Where the quote opened that was still open at the beginning of {@code line}.
     *
     * @param line 1 and up
     */
    static Optional<FilePlace> openOver(String file, List<String> lines, int line) {
        int quote = 0;
        FilePlace opened = FilePlace.start(file);
        for (int number = 1; number < line && number <= lines.size(); number++) {
            int[] signs = lines.get(number - 1).codePoints().toArray();
            for (int i = 0; i < signs.length; i++) {
                if (quote == 0 && beginsComment(signs, i)) {
                    break;
                } else if (quote == 0 && opens(signs, i)) {
                    quote = signs[i];
                    opened = new FilePlace(file, number, i + 1);
                } else if (escapes(signs, i, quote)) {
                    i++;
                } else if (signs[i] == quote) {
                    quote = 0;
                }
            }
        }
        return quote == 0 ? Optional.empty() : Optional.of(opened);
    }

    /** The place behind a quoted text that begins here and ends in this line; else here. */
    static int after(int[] signs, int at) {
        if (!opens(signs, at)) {
            return at;
        }
        for (int i = at + 1; i < signs.length; i++) {
            if (escapes(signs, i, signs[at])) {
                i++;
            } else if (signs[i] == signs[at]) {
                return i + 1;
            }
        }
        return at;
    }

    /** Whether the rest of a line is a comment. */
    static boolean beginsComment(int[] signs, int at) {
        return signs[at] == '#' && (at == 0 || isBlank(signs[at - 1]));
    }

    /** A quote opens where a value may begin; elsewhere it is a letter like others. */
    private static boolean opens(int[] signs, int at) {
        if (signs[at] != '"' && signs[at] != '\'') {
            return false;
        }
        return at == 0 || isBlank(signs[at - 1]) || "[{,:".indexOf(signs[at - 1]) >= 0;
    }

    /** Whether the sign and the next one stand for one: a backslash, or a quote written twice. */
    private static boolean escapes(int[] signs, int at, int quote) {
        return quote == '"'
                ? signs[at] == '\\'
                : quote == '\''
                        && signs[at] == '\''
                        && at + 1 < signs.length
                        && signs[at + 1] == '\'';
    }

    private static boolean isBlank(int sign) {
        return sign == ' ' || sign == '\t';
    }
}
