package zarang.sip.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.LegId;
import zarang.sip.message.SipRequest;
import zarang.sip.session.Replacement;
import zarang.sip.session.UserAgent;
import zarang.sip.trunk.Trunk;

/**
 * Who may take the place of which leg by an INVITE with {@code Replaces}: a phone that has shown
 * its password of any leg whose dialog it can name, a trunk that is believed of its own. RFC 3891
 * §3 and §5. Control loop only.
 */
final class TakeOver {
    private static final Logger log = LoggerFactory.getLogger(TakeOver.class);
    private static final int FORBIDDEN = 403;

    private final UserAgent agent;
    private final Map<LegId, SipLeg> legs;

    TakeOver(UserAgent agent, Map<LegId, SipLeg> legs) {
        this.agent = agent;
        this.legs = legs;
    }

    /** The status that refuses it; empty if it may be, or no place is to be taken. */
    Optional<Integer> refusal(SipRequest invite, Optional<Trunk> trunk, Optional<String> user) {
        Optional<Integer> refused =
                switch (agent.replacement(invite)) {
                    case Replacement.None none -> Optional.empty();
                    case Replacement.Refused(int status) ->
                            Optional.of(isTrusted(trunk, user) ? status : FORBIDDEN);
                    case Replacement.Of(long number) ->
                            user.isPresent() || isOwn(legs.get(new LegId(number)), trunk)
                                    ? Optional.empty()
                                    : Optional.of(FORBIDDEN);
                };
        refused.ifPresent(status ->
                log.debug(
                        "leg.refused reason=replaces status={} sip-call-id={}",
                        status,
                        invite.callId()));
        return refused;
    }

    private static boolean isTrusted(Optional<Trunk> trunk, Optional<String> user) {
        return user.isPresent() || trunk.filter(Trunk::trustCallerNumber).isPresent();
    }

    private static boolean isOwn(@Nullable SipLeg leg, Optional<Trunk> trunk) {
        return leg != null
                && trunk.filter(Trunk::trustCallerNumber)
                        .filter(each -> each.name().equals(leg.trunk()))
                        .isPresent();
    }

    /** Whose place is taken by an INVITE that was not refused. */
    Optional<LegId> leg(SipRequest invite) {
        return agent.replacement(invite) instanceof Replacement.Of(long number)
                ? Optional.of(new LegId(number))
                : Optional.empty();
    }
}
