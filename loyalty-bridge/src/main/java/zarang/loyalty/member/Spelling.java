package zarang.loyalty.member;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two ways of writing a word mean the same word. */
public final class Spelling {
    /** Marks, joiners, directions and blanks, which people put in or leave out. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Mn}\\p{Cf}\\p{Z}\\s_]");

    private Spelling() {}

    /**
     * The word without case, blanks, joiners and marks; Arabic and Persian letters that look alike
     * are one: {@code نقره ای}, {@code نقره‌اي} and {@code نقرهای} are the same.
     */
    public static String folded(String written) {
        String bare =
                UNSEEN.matcher(Normalizer.normalize(written, Normalizer.Form.NFKD)).replaceAll("");
        return bare.toLowerCase(Locale.ROOT).replace('ي', 'ی').replace('ى', 'ی').replace('ك', 'ک');
    }
}
