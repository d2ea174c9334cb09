package zarang.sip.engine;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.LegId;
import zarang.call.WrittenNumber;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipRequest;
import zarang.sip.trunk.CallerIdentity;
import zarang.sip.trunk.CallerVerification;
import zarang.sip.trunk.Diverter;
import zarang.sip.trunk.Trunk;

/** What an INVITE says of the call that it begins, in the words that every engine shares. */
final class InviteReading {
    private static final Logger log = LoggerFactory.getLogger(InviteReading.class);

    private InviteReading() {}

    /**
     * Reads it.
     *
     * @param user whose phone sent it, who has proved that: then what it says of the caller does
     *     not matter
     * @param replaces whose place it is to take
     */
    static LegEvent.Arrived of(
            LegId leg,
            SipRequest invite,
            Optional<Trunk> trunk,
            Optional<String> user,
            Optional<LegId> replaces) {
        if (user.isPresent()) {
            log.debug(
                    "leg.arrived leg={} user={} sip-call-id={}", leg, user.get(), invite.callId());
            return new LegEvent.Arrived(
                    leg,
                    List.of(),
                    DialledNumber.of(invite.requestUri()),
                    ArrivalOrigin.ofPhone(user.get()).inPlaceOf(replaces),
                    invite.callId());
        }
        CallerIdentity caller = CallerIdentity.read(trunk, invite);
        String called = DialledNumber.of(invite.requestUri());
        String name = trunk.map(Trunk::name).orElse("");
        log.debug("leg.arrived leg={} trunk={} sip-call-id={}", leg, name, invite.callId());
        return new LegEvent.Arrived(
                leg,
                caller.numbers().stream().map(number -> in(trunk, number)).toList(),
                called,
                new ArrivalOrigin(
                        name,
                        caller.trusted(),
                        "",
                        replaces,
                        caller.trusted()
                                ? Diverter.of(invite).map(number -> in(trunk, number))
                                : Optional.empty(),
                        caller.trusted() ? CallerVerification.of(invite) : ""),
                invite.callId());
    }

    /** A number as all numbers are written, if the trunk has a spelling of its own. */
    private static WrittenNumber in(Optional<Trunk> trunk, WrittenNumber number) {
        return trunk.map(each -> each.numbers().in(number)).orElse(number);
    }
}
