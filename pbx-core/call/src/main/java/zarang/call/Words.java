package zarang.call;

import java.util.Locale;

/** How texts are written wherever people or other systems read them. */
public final class Words {
    private Words() {}

    /** In small letters with dashes: {@code no-answer}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The beginning of a text, at most {@code longest} characters (UTF-16), and none of them
     * halved.
     */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean halved = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, halved ? longest - 1 : longest);
    }
}
