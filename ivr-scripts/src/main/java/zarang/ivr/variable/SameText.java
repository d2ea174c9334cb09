package zarang.ivr.variable;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * When two texts are one to a script. A keyboard, a phone and a CRM write the same Persian word
 * with other code points: with an Arabic yeh or kaf, with a joiner, a space or nothing between its
 * parts, with Persian or ASCII digits. Texts of ASCII alone are compared as they stand.
 */
public final class SameText {
    /** Marks, joiners, directions, blanks and the stroke that draws a word out. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Mn}\\p{Cf}\\p{Z}\\s\u0640]");

    private SameText() {}

    /** Whether both say the same. */
    public static boolean is(String one, String other) {
        return one.equals(other)
                || (!(isAscii(one) && isAscii(other)) && folded(one).equals(folded(other)));
    }

    /** What all ways of writing a text have in common, to be compared and looked up by. */
    public static String folded(String text) {
        if (isAscii(text)) {
            return text;
        }
        String bare =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return AsciiDigits.of(bare)
                .replace('\u064A', '\u06CC')
                .replace('\u0649', '\u06CC')
                .replace('\u0643', '\u06A9');
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
