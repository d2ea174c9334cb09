package zarang.ivr.variable;

/** Digits of any script, Persian and Arabic above all, as ASCII digits. */
public final class AsciiDigits {
    private AsciiDigits() {}

    /** The same text with its digits in ASCII. */
    public static String of(String text) {
        if (text.codePoints().allMatch(c -> c < 128 || !Character.isDigit(c))) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        ascii.appendCodePoint(
                                Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return ascii.toString();
    }

    /**
     * The same of a number: with a point for the Persian and Arabic decimal sign (U+066B), and
     * without the signs that group thousands (U+066C).
     */
    public static String ofNumber(String text) {
        return of(text).replace('\u066B', '.').replace("\u066C", "");
    }
}
