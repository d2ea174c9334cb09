package zarang.sip.message;

import java.util.Optional;

/**
 * One hop of the way back, RFC 3261 §20.42.
 *
 * @param transport in upper case, such as {@code UDP}
 * @param host sent-by; an IPv6 address in brackets
 * @param port sent-by, or -1 if there is none
 */
public record Via(String transport, String host, int port, Params params) {
    /** What every branch of RFC 3261 begins with; a bare one is no branch at all. */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    public Optional<String> branch() {
        return params.get("branch");
    }

    /** Whether the branch is unique as RFC 3261 §8.1.1.7 wants it; otherwise it is of RFC 2543. */
    public boolean hasUniqueBranch() {
        String branch = branch().orElse("");
        return branch.length() > MAGIC_COOKIE.length() && branch.startsWith(MAGIC_COOKIE);
    }

    public Optional<String> received() {
        return params.get("received");
    }

    public int portOrDefault() {
        return port > 0 ? port : transport.equals("TLS") ? 5061 : 5060;
    }

    public Via with(String param, String value) {
        return new Via(transport, host, port, params.with(param, value));
    }

    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + host + (port > 0 ? ":" + port : "") + params;
    }
}
