package zarang.sip.trunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;

/**
 * How a trunk is called, and who we are to it.
 *
 * @param proxy of the carrier, where its requests go: a name is looked up (RFC 3263)
 * @param outboundProxy of ours, which they pass on their way there; then that one is looked up
 * @param domain of the addresses that are used with it
 * @param user our name with it, such as {@code 02191001234}; may be empty
 * @param login for a trunk that asks for it
 * @param registers how long we ask to be registered there, 1 min to 1 day; empty: not at all
 * @param contactUser the user part of the address that we register; may be empty
 * @param checkEvery how often it is asked whether it is there
 * @param most what it may be burdened with
 * @param shown whose number those see who are called through it
 */
public record WayOut(
        SipUri proxy,
        Optional<SipUri> outboundProxy,
        String domain,
        String user,
        Optional<TrunkLogin> login,
        Optional<Duration> registers,
        String contactUser,
        Duration checkEvery,
        TrunkLimits most,
        ShownNumber shown) {
    /** Where its requests are sent first. */
    public SipUri firstHop() {
        return outboundProxy.orElse(proxy);
    }

    /**
     * The Route of requests outside dialogs: none without a proxy of ours, for then they are sent
     * where they go; behind it the carrier's, unless the Request-URI leads there by itself. RFC
     * 3261 §8.1.2.
     */
    public List<NameAddr> routes() {
        List<NameAddr> routes = new ArrayList<>();
        outboundProxy.ifPresent(ours -> {
            routes.add(loose(ours));
            if (!proxy.equals(SipUri.of(null, domain, -1))) {
                routes.add(loose(proxy));
            }
        });
        return routes;
    }

    private static NameAddr loose(SipUri proxy) {
        return NameAddr.of(
                proxy.params().has("lr") ? proxy : proxy.withParams(proxy.params().with("lr")));
    }
}
