package zarang.call.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.LegId;

/**
 * An attended transfer between two calls, RFC 5589 §7: an agent who talks with a caller in one call
 * has called somebody else in another, which gives that one away. Asked for in the caller's call
 * first, then begun in the other call, then taken in the caller's, then ended in the other: the one
 * who is given is in a call all the time, so that the floor offers it nobody in between. Control
 * loop.
 */
public final class GiveAway implements VerbStart {
    private boolean isTaken;
    private @Nullable CallOut from;
    private Optional<GivenParty> given = Optional.empty();

    /**
     * In the caller's call, first of all: whether whom it talks with on {@code leg} can be replaced
     * now. If not, the one who would be given stays where it is, and so does the caller.
     *
     * @param wish that came on {@code leg}
     */
    public VerbStart askedFor(LegId leg, long wish) {
        return call -> {
            isTaken = Transfer.canBeAsked(call, leg);
            if (!isTaken) {
                Transfer.refuse(call, leg, wish);
            }
        };
    }

    /** Whether the caller's call takes the one who is given. */
    public boolean isTaken() {
        return isTaken;
    }

    @Override
    public void begin(CallState call) {
        call.verbs
                .find(CallOut.class)
                .ifPresent(out -> {
                    from = out;
                    given = out.giveAway();
                });
    }

    /** The leg that the other call has no more; empty if that call has nobody to give. */
    public Optional<LegId> leg() {
        return given.map(GivenParty::leg);
    }

    /**
     * In the caller's call: whom it talks with on {@code leg} is replaced by the one who is given.
     *
     * @param wish that came on {@code leg}
     */
    public VerbStart takenFor(LegId leg, long wish) {
        return call -> {
            Optional<Talk> talk =
                    call.verbs
                            .find(Talk.class)
                            .filter(now -> now.leg().equals(leg))
                            .or(() ->
                                    call.verbs.find(CallOut.class).flatMap(out -> out.turned(leg)));
            if (given.isEmpty()) {
                Transfer.refuse(call, leg, wish);
            } else if (talk.isPresent()) {
                Transfer.attended(call, talk.get(), wish, given.get());
            } else {
                Transfer.refuse(call, leg, wish);
                call.hangUp(given.get().leg(), Cause.NORMAL_CLEARING);
            }
        };
    }

    /** In the other call: the agent has nothing to do there any more. */
    public VerbStart ended() {
        return call -> {
            if (from != null && given.isPresent()) {
                from.handedOn();
            }
        };
    }
}
