package zarang.call;

import java.util.regex.Pattern;

/** The one rule for names that admins write and that end in keys, file names and metrics. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private Names() {}

    static boolean isName(String value) {
        return NAME.matcher(value).matches();
    }

    static void require(String kind, String value) {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    "not a name for a "
                            + kind
                            + ": '"
                            + value
                            + "' (1-32 letters, digits, '.', '_', '-')");
        }
    }
}
