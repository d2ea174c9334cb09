package zarang.sip.ban;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names by which programs that look for open telephone systems call themselves in {@code
 * User-Agent}. A scanner that lies about its name is found by what it does; those that do not are
 * the many.
 */
public final class Scanners {
    private static final Pattern NAME =
            Pattern.compile(
                    "friendly-(scanner|request)|sipvicious|sundayddr|sip-?scan|sipcli|svmap|svwar"
                            + "|svcrack|vaxsipuseragent|iwar|sivus|pplsip|gulp-sip|siparmyknife");
    private static final int LONGEST = 256;

    private Scanners() {}

    /** Whether one of {@code userAgents}, as a message has them, is such a name. */
    public static boolean isOne(List<String> userAgents) {
        return userAgents.stream()
                .filter(name -> name.length() <= LONGEST)
                .anyMatch(name -> NAME.matcher(name.toLowerCase(Locale.ROOT)).find());
    }
}
