package zarang.sip.auth;

import java.util.List;
import java.util.Optional;

/** What the credentials of a request are worth. */
public sealed interface DigestVerdict {
    /**
     * The request comes from that user.
     *
     * @param challengedAtNanos when we gave out the nonce that it proves, in loop time: the request
     *     was written after that
     */
    record Accepted(String user, long challengedAtNanos) implements DigestVerdict {}

    /**
     * 401 with these {@code WWW-Authenticate} values, best algorithm first.
     *
     * @param wrong what is the matter with the credentials; empty if there were none, or if they
     *     are right but for a nonce that is too old
     */
    record Challenge(List<String> headers, Optional<Wrong> wrong) implements DigestVerdict {
        public Challenge {
            headers = List.copyOf(headers);
        }

        /** Whether somebody tries what is not theirs, rather than asks or cannot do better. */
        public boolean attack() {
            return wrong.isPresent() && wrong.get().reason() != Reason.NOT_UNDERSTOOD;
        }
    }

    /**
     * Credentials that prove nothing.
     *
     * @param user as it was written by whoever sent it: not for a log as it is
     */
    record Wrong(String user, Reason reason) {}

    enum Reason {
        UNKNOWN_USER,
        WRONG_PASSWORD,
        /** The password is right, and the very same credentials were used before. */
        REPLAYED,
        /** Without {@code qop=auth}, or in an algorithm that we do not know. */
        NOT_UNDERSTOOD
    }

    /** 400: the credentials make no sense. */
    record Malformed(String reason) implements DigestVerdict {}
}
