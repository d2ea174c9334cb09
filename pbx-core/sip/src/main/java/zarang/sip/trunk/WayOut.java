package zarang.sip.trunk;

import java.time.Duration;
import java.util.Optional;
import zarang.sip.message.SipUri;

/**
 * How a trunk is called, and who we are to it.
 *
 * @param proxy where its requests go: a name is looked up (RFC 3263)
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
        String domain,
        String user,
        Optional<TrunkLogin> login,
        Optional<Duration> registers,
        String contactUser,
        Duration checkEvery,
        TrunkLimits most,
        ShownNumber shown) {}
