package zarang.sip.message;

import java.util.regex.Pattern;

/** Host names and addresses, RFC 3261 §25.1 with RFC 5118 §4. */
final class Hosts {
    /** Looser than the grammar: underscores are met in the field. */
    private static final Pattern NAME_OR_IPV4 =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9.])?");

    private static final int IPV6_GROUPS = 8;

    private Hosts() {}

    static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && isIpv6(host.substring(1, host.length() - 1));
        }
        return NAME_OR_IPV4.matcher(host).matches();
    }

    /** RFC 4291 §2.2 without a zone: 8 groups, of which one run may be {@code ::}. */
    static boolean isIpv6(String written) {
        // the ABNF of RFC 3261 had a third colon before an IPv4 tail: RFC 5118 §4.10
        String text = written.indexOf('.') > 0 ? written.replaceFirst(":::", "::") : written;
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == IPV6_GROUPS;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int left = gap == 0 ? 0 : groups(text.substring(0, gap));
        String rest = text.substring(gap + 2);
        int right = rest.isEmpty() ? 0 : groups(rest);
        return left >= 0 && right >= 0 && left + right < IPV6_GROUPS;
    }

    /** How many 16-bit groups; a large negative number if there is anything else. */
    private static int groups(String text) {
        int count = 0;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') > 0) {
                count += isIpv4(part) ? 2 : -100;
            } else {
                boolean hex =
                        !part.isEmpty()
                                && part.length() <= 4
                                && part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
                count += hex ? 1 : -100;
            }
        }
        return count;
    }

    static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.length() > 3 || Numbers.bounded(part, 255) < 0) {
                return false;
            }
        }
        return true;
    }
}
