package zarang.sip.message;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as SIP writes it, RFC 3261 §25.1 with RFC 5118 §4: a name, an IPv4 address, or an IPv6
 * address in brackets. Names are never looked up here: the control loop waits for no DNS.
 */
public record Host(String written) {
    /** Looser than the grammar: underscores are met in the field. */
    private static final Pattern NAME_OR_IPV4 =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9.])?");

    private static final int IPV6_GROUPS = 8;

    /** An address, without its zone: that has a meaning on this machine only. */
    public static Host of(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return ofBare(zone < 0 ? text : text.substring(0, zone));
    }

    /** A name or an address as other places write it: an IPv6 address without brackets. */
    public static Host ofBare(String text) {
        return new Host(text.indexOf(':') < 0 ? text : "[" + text + "]");
    }

    /** Without brackets. */
    public String bare() {
        return isBracketed() ? written.substring(1, written.length() - 1) : written;
    }

    /** One spelling of it: names know no case, and of an address there are many. RFC 5954 §4.2. */
    public String canonical() {
        return address()
                .map(address -> of(address).written())
                .orElseGet(() -> written.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a host at all. */
    boolean isSound() {
        return isBracketed() ? isIpv6(bare()) : NAME_OR_IPV4.matcher(written).matches();
    }

    private boolean isBracketed() {
        return written.length() > 2 && written.startsWith("[") && written.endsWith("]");
    }

    /** The address that it is; empty for a name. An IPv6 address may lack its brackets. */
    public Optional<InetAddress> address() {
        String bare = bare();
        if (!isIpv4(bare) && !isIpv6(bare)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 4291 §2.2 without a zone: 8 groups, of which one run may be {@code ::}. */
    private static boolean isIpv6(String written) {
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

    private static boolean isIpv4(String text) {
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

    @Override
    public String toString() {
        return written;
    }
}
