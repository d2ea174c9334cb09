package zarang.sip.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A sip or sips URI, RFC 3261 §19.1.
 *
 * @param secure sips
 * @param user as written, with its escapes; null if there is none
 * @param password as written; null if there is none
 * @param host a name or an address; an IPv6 address in brackets
 * @param port 1 to 65535, or -1 if there is none
 * @param headers what follows {@code ?}, as written; empty if there is none
 */
public record SipUri(
        boolean secure,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        Params params,
        String headers)
        implements Uri {

    /** A sip URI without parameters. */
    public static SipUri of(@Nullable String user, String host, int port) {
        return new SipUri(false, user, null, host, port, Params.NONE, "");
    }

    @Override
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    /** The user with its {@code %HH} escapes read; empty if there is none. */
    public String decodedUser() {
        return user == null ? "" : decode(user);
    }

    /** The port, or 5060 (5061 for sips) if there is none. */
    public int portOrDefault() {
        return port > 0 ? port : secure ? 5061 : 5060;
    }

    /** The same with other parameters. */
    public SipUri withParams(Params other) {
        return new SipUri(secure, user, password, host, port, other, headers);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        byte[] to = new byte[from.length];
        int length = 0;
        for (int i = 0; i < from.length; i++) {
            int high = from[i] == '%' && i + 2 < from.length ? hex(from[i + 1]) : -1;
            int low = high < 0 ? -1 : hex(from[i + 2]);
            if (low >= 0) {
                to[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                to[length++] = from[i];
            }
        }
        return new String(to, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(48).append(secure ? "sips:" : "sip:");
        if (user != null) {
            out.append(user);
            if (password != null) {
                out.append(':').append(password);
            }
            out.append('@');
        }
        out.append(host);
        if (port > 0) {
            out.append(':').append(port);
        }
        out.append(params);
        if (!headers.isEmpty()) {
            out.append('?').append(headers);
        }
        return out.toString();
    }
}
