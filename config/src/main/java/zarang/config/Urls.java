package zarang.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs as admins write them, and what is wrong with one, without showing it: it may hold a token.
 */
public final class Urls {
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/?#]*)([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::(.*))?");
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\.?");
    private static final int PORT_MAX = 65_535;

    private Urls() {}

    /**
     * A URL with a host and without a password or fragment.
     *
     * @param schemes that are allowed
     */
    public static Optional<URI> read(String text, List<String> schemes) {
        try {
            URI uri = new URI(text);
            boolean good =
                    uri.getScheme() != null
                            && schemes.contains(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && hasGoodPort(uri)
                            && uri.getRawFragment() == null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * All that is wrong, to be read after a ';'; empty if nothing is found.
     *
     * @param schemes that are allowed, the best first
     * @param login where a password belongs instead
     */
    public static String fault(String text, List<String> schemes, String login) {
        List<String> faults = new ArrayList<>();
        if (text.chars().anyMatch(c -> c <= ' ')) {
            faults.add("it holds a blank");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return "";
        }
        String scheme = parts.group(1);
        if (scheme == null) {
            faults.add("it has no scheme: begin with " + schemes.getFirst() + "://");
        } else if (!schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
            faults.add("its scheme is " + scheme + ", expected " + String.join(" or ", schemes));
        }
        String authority = parts.group(2);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            faults.add("it holds a user or a password before the '@': " + login);
        }
        place(authority.substring(at + 1).strip(), faults);
        if (parts.group(4) != null) {
            faults.add("it holds a fragment: take away '#' and what follows");
        }
        return String.join("; ", faults);
    }

    private static void place(String authority, List<String> faults) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            faults.add("it names no host");
            return;
        }
        if (!HOST.matcher(parts.group(1)).matches()) {
            faults.add("its host may hold only letters a to z, digits, '-' and '.'");
        }
        if (parts.group(2) != null && !isPort(parts.group(2))) {
            faults.add("its port is no number from 1 to " + PORT_MAX);
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}")
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= PORT_MAX;
    }

    /** Whether what is posted there can be read on the way: no TLS, and not for this network. */
    public static boolean isOpenToOthers(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) && !isNear(url.getHost());
    }

    private static boolean isNear(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        Optional<InetAddress> literal = Values.address(host.replaceAll("[\\[\\]]", ""));
        return literal.filter(a ->
                        a.isLoopbackAddress() || a.isSiteLocalAddress() || a.isLinkLocalAddress())
                .isPresent();
    }

    /** Whether the port, if there is one, is one. */
    private static boolean hasGoodPort(URI url) {
        return url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= PORT_MAX);
    }
}
