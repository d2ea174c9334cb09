package zarang.ivr.expression;

import zarang.ivr.variable.AsciiDigits;

/** Numbers that carry a digit to check them by. */
final class Checks {
    private Checks() {}

    /** A payment card's number of 12 to 19 digits (ISO/IEC 7812-1, annex B). */
    static boolean card(String text) {
        String digits = AsciiDigits.of(text);
        if (!digits.matches("[0-9]{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /**
     * An Iranian national id of ten digits: the last is the weighted sum of the others (weights 10
     * to 2) modulo 11, or 11 less that where it is 2 or more. Ten equal digits are none.
     */
    static boolean nationalId(String text) {
        String digits = AsciiDigits.of(text);
        if (!digits.matches("[0-9]{10}") || digits.chars().distinct().count() == 1) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int rest = sum % 11;
        return digits.charAt(9) - '0' == (rest < 2 ? rest : 11 - rest);
    }
}
