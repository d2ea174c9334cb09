package zarang.sip.message;

import java.util.regex.Pattern;

/** Version and status in start lines. */
final class SipVersions {
    private static final Pattern VERSION = Pattern.compile("(?i)SIP/[0-9]+\\.[0-9]+");

    private SipVersions() {}

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** The status of a status line, 100 to 699. */
    static int status(String line) {
        if (!line.regionMatches(true, 0, "SIP/2.0 ", 0, 8) || line.length() < 11) {
            throw new BadSyntax("status line");
        }
        if (line.length() > 11 && line.charAt(11) != ' ') {
            throw new BadSyntax("status line");
        }
        long status = Numbers.bounded(line.substring(8, 11), 699);
        if (status < 100) {
            throw new BadSyntax("status code");
        }
        return (int) status;
    }
}
