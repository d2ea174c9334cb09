package zarang.sip.message;

import java.util.Optional;
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
        return user == null ? "" : PercentEncoding.decode(user);
    }

    /**
     * The user part as a telephone number with its parameters, or a name; phones and trunks leave
     * {@code user=phone} away, so it is not asked for.
     *
     * @return empty if there is none, or if its parameters contradict each other
     */
    public Optional<TelephoneSubscriber> subscriber() {
        return user == null ? Optional.empty() : TelephoneSubscriber.ofUser(user);
    }

    /** The port, or 5060 (5061 for sips) if there is none. */
    public int portOrDefault() {
        return port > 0 ? port : secure ? 5061 : 5060;
    }

    /** Whether it names the same user at the same host and port, however either is written. */
    public boolean isAt(SipUri other) {
        return decodedUser().equals(other.decodedUser())
                && new Host(host).canonical().equals(new Host(other.host()).canonical())
                && portOrDefault() == other.portOrDefault();
    }

    /** The same with other parameters. */
    public SipUri withParams(Params other) {
        return new SipUri(secure, user, password, host, port, other, headers);
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
