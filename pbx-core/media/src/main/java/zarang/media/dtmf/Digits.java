package zarang.media.dtmf;

/** Digits and their event codes (RFC 4733 §3.2): 0–9, 10 = *, 11 = #, 12–15 = A–D. */
final class Digits {
    private static final String DIGITS = "0123456789*#ABCD";

    private Digits() {}

    /** The digit of an event code; 0 for codes that are no digit (flash, tones). */
    static char of(int event) {
        return event < DIGITS.length() ? DIGITS.charAt(event) : 0;
    }

    /** The event code of a digit; -1 for none. */
    static int event(char digit) {
        return DIGITS.indexOf(digit);
    }
}
