package zarang.ivr.expression;

/** Digits of any script, Persian and Arabic above all, as ASCII digits. */
public final class AsciiDigits {
    private AsciiDigits() {}

    /** The same text, character by character, with its digits in ASCII. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c < 128 || !Character.isDigit(c))) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        return ascii.toString();
    }
}
