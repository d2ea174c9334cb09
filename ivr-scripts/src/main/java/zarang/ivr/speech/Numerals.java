package zarang.ivr.speech;

import zarang.ivr.variable.AsciiDigits;

/** Digits as people write them: {@code 12}, {@code ۱۲} and {@code ١٢} are one number. */
public final class Numerals {
    private Numerals() {}

    /**
     * The same text with ASCII digits, and a point for the Persian and Arabic decimal sign
     * (U+066B); signs that group thousands (U+066C) are left out.
     */
    public static String ascii(String text) {
        return AsciiDigits.ofNumber(text);
    }

    /** The ASCII digits of a text, without what stands between them. */
    static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
