package zarang.sip.auth;

import java.util.Optional;

/** Who may register. Control loop, no I/O. */
@FunctionalInterface
public interface Accounts {
    /** The password of that user; empty if there is no such user. */
    Optional<String> secret(String user);
}
