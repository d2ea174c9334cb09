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
}
