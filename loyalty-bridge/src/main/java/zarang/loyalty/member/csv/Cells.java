package zarang.loyalty.member.csv;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes what spreadsheets do to numbers. */
final class Cells {
    /** {@code ="0912…"}, which keeps the leading zero in Excel. */
    private static final Pattern FORMULA = Pattern.compile("=\\s*\"([^\"]*)\"");

    /** {@code 9.89E+11}: the digits that are gone cannot be brought back. */
    private static final Pattern SHORTENED =
            Pattern.compile("[0-9۰-۹٠-٩]+([.,٫/][0-9۰-۹٠-٩]+)?[eE]\\+?[0-9۰-۹٠-٩]+");

    private Cells() {}

    /** The number as it was before. */
    static String number(String cell) {
        String bare = cell.strip();
        Matcher formula = FORMULA.matcher(bare);
        if (formula.matches()) {
            return formula.group(1).strip();
        }
        return bare.startsWith("'") ? bare.substring(1).strip() : bare;
    }

    /** What is wrong with a number that is none. */
    static String problem(String number) {
        if (number.isEmpty()) {
            return "phone: is missing";
        }
        return SHORTENED.matcher(number).matches()
                ? "phone: the spreadsheet has shortened the number to an exponent (such as"
                        + " 9.89E+11): format the column as text and write it anew"
                : "phone: not a telephone number";
    }

    /** First and family name, whichever are there. */
    static Optional<String> name(Optional<String> first, Optional<String> family) {
        if (first.isEmpty() && family.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((first.orElse("").strip() + " " + family.orElse("").strip()).strip());
    }
}
