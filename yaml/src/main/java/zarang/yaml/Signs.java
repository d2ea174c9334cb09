package zarang.yaml;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs that look like others or like nothing, and come into a file by copying or from a Persian
 * keyboard: U+00A0 for a space, U+06F5 for 5, U+060C for a comma. Each is named by its code point,
 * for the eye cannot tell them.
 */
final class Signs {
    private static final int NAMED_MAX = 3;

    /** What was probably meant; by code point. */
    private static final Map<Integer, String> LOOK_ALIKES =
            Map.ofEntries(
                    Map.entry(0x060C, ","),
                    Map.entry(0x061B, ";"),
                    Map.entry(0x061F, "?"),
                    Map.entry(0x066A, "%"),
                    Map.entry(0x066B, "."),
                    Map.entry(0x066C, ","),
                    Map.entry(0x00AB, "\""),
                    Map.entry(0x00BB, "\""),
                    Map.entry(0x2018, "'"),
                    Map.entry(0x2019, "'"),
                    Map.entry(0x201C, "\""),
                    Map.entry(0x201D, "\""),
                    Map.entry(0x201E, "\""),
                    Map.entry(0x2010, "-"),
                    Map.entry(0x2011, "-"),
                    Map.entry(0x2012, "-"),
                    Map.entry(0x2013, "-"),
                    Map.entry(0x2014, "-"),
                    Map.entry(0x2212, "-"));

    private Signs() {}

    /** Whether a sign takes the place of another one, or cannot be seen. */
    static boolean isOdd(int c) {
        return isBlank(c)
                || isInvisible(c)
                || isForeignDigit(c)
                || isWide(c)
                || LOOK_ALIKES.containsKey(c);
    }

    /** Whether a sign can stand unseen at the edge of a word: it never belongs there. */
    static boolean isUnseen(int c) {
        return isBlank(c) || isInvisible(c);
    }

    /**
     * Whether a sign has no place in any text: control characters but tab and line ends, halves of
     * pairs, and the overrides of direction, which show something else than what is read.
     */
    static boolean isNeverMeant(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
            case Character.SURROGATE -> true;
            default -> c == 0x202D || c == 0x202E;
        };
    }

    /** Such as {@code U+00A0 (no-break space): write an ordinary space}. */
    static String cure(int c) {
        String name = Character.getName(c);
        return String.format("U+%04X", c)
                + (name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")")
                + ": "
                + advice(c);
    }

    /**
     * What to append to a finding about {@code text}: nothing if all its signs are what they seem.
     */
    static String hint(String text) {
        String cures =
                text.codePoints()
                        .filter(Signs::isOdd)
                        .distinct()
                        .limit(NAMED_MAX)
                        .mapToObj(Signs::cure)
                        .collect(Collectors.joining("; it holds "));
        return cures.isEmpty() ? "" : "; it holds " + cures;
    }

    /** The same for signs that were meant to close a quote. */
    static String quoteHint(String text) {
        return text.codePoints()
                .filter(c -> "\"'".contains(LOOK_ALIKES.getOrDefault(c, "none")))
                .mapToObj(c -> "; it holds " + cure(c))
                .findFirst()
                .orElse("");
    }

    private static String advice(int c) {
        if (isForeignDigit(c)) {
            return "write " + Character.digit(c, 10);
        } else if (isWide(c)) {
            return "write " + (char) (c - 0xFEE0);
        } else if (isBlank(c)) {
            return "write an ordinary space";
        } else if (isInvisible(c) || isNeverMeant(c)) {
            return "it cannot be seen, delete it";
        }
        return "write " + LOOK_ALIKES.getOrDefault(c, "another sign");
    }

    private static boolean isBlank(int c) {
        return c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Joiners, direction marks, byte order marks, soft hyphens. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private static boolean isForeignDigit(int c) {
        return c > 0x7F && Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER && !isWide(c);
    }

    private static boolean isWide(int c) {
        return c >= 0xFF01 && c <= 0xFF5E;
    }
}
