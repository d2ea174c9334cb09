package zarang.sip.session;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import zarang.sip.message.Host;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/**
 * Follows 300, 301 and 302 of one call: RFC 3261 §8.1.3.4. Only for the same user, so that nobody
 * is called whom no rule has looked at; three times, and nowhere twice. Control loop only.
 */
final class Redirection {
    /** Where it goes on. */
    record Next(SipUri target, Hop hop) {}

    private static final int MOST = 3;
    private static final int CONTACTS_MAX = 8;

    private final SipUri first;
    private final Redirects allowed;
    private final Set<Next> tried = new HashSet<>();

    Redirection(SipUri first, Hop hop, Redirects allowed) {
        this.first = first;
        this.allowed = allowed;
        tried.add(new Next(bare(first), hop));
    }

    /** Empty if it does not redirect, or to where the call may not go. */
    Optional<Next> of(SipResponse response, Hop source) {
        if (response.status() < 300 || response.status() > 302 || tried.size() > MOST) {
            return Optional.empty();
        }
        Optional<Next> next =
                response.contacts().stream()
                        .limit(CONTACTS_MAX)
                        .sorted(Comparator.comparingDouble(c -> -c.q().orElse(1)))
                        .map(NameAddr::uri)
                        .filter(SipUri.class::isInstance)
                        .map(SipUri.class::cast)
                        .filter(uri -> !uri.secure())
                        .filter(uri -> uri.decodedUser().equals(first.decodedUser()))
                        .flatMap(uri ->
                                allowed
                                        .way(uri, source)
                                        .map(hop -> new Next(bare(uri), hop))
                                        .stream())
                        .filter(each -> !tried.contains(each))
                        .findFirst();
        next.ifPresent(tried::add);
        return next;
    }

    /** Without what it would have put into the request: RFC 3261 §19.1.5. */
    private static SipUri bare(SipUri uri) {
        return SipUri.of(uri.user(), new Host(uri.host()).canonical(), uri.port());
    }
}
