package zarang.sip.auth;

import java.util.List;

/** What the credentials of a request are worth. */
public sealed interface DigestVerdict {
    /** The request comes from that user. */
    record Accepted(String user) implements DigestVerdict {}

    /**
     * 401 with these {@code WWW-Authenticate} values, best algorithm first.
     *
     * @param attack whether credentials were given and were wrong, rather than missing or stale
     */
    record Challenge(List<String> headers, boolean attack) implements DigestVerdict {
        public Challenge {
            headers = List.copyOf(headers);
        }
    }

    /** 400: the credentials make no sense. */
    record Malformed(String reason) implements DigestVerdict {}
}
