package zarang.sip.session;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.transaction.ServerTransaction;

/**
 * Our provisional responses to one INVITE. Where the caller knows 100rel each is sent again until
 * its PRACK comes, RFC 3262 §3, and the next waits for that; of several that wait the last one
 * counts. Control loop only.
 */
final class Provisionals {
    static final String OPTION = "100rel";

    private static final int FIRST_MAX = 1 << 30;

    private final LocalEnd local;
    private final ServerTransaction invite;
    private final boolean reliable;
    private final Runnable never;
    private long rseq;
    private @Nullable SipResponse unacknowledged;
    private SipResponse.@Nullable Builder next;
    private Duration interval = Duration.ZERO;
    private ControlLoop.@Nullable Timer again;
    private ControlLoop.@Nullable Timer limit;

    /**
     * @param never called if no PRACK comes in 64·T1
     */
    Provisionals(LocalEnd local, ServerTransaction invite, boolean reliable, Runnable never) {
        this.local = local;
        this.invite = invite;
        this.reliable = reliable;
        this.never = never;
        this.rseq = reliable ? local.random().nextInt(1, FIRST_MAX) : 0;
    }

    boolean areReliable() {
        return reliable;
    }

    /** Whether one that carries a description waits for its PRACK: no 2xx until then, §5. */
    boolean owesPrack() {
        return (unacknowledged != null && unacknowledged.hasBody()) || next != null;
    }

    void send(SipResponse.Builder response) {
        if (!reliable) {
            invite.respond(response.build());
        } else if (unacknowledged != null) {
            next = response;
        } else {
            begin(response);
        }
    }

    private void begin(SipResponse.Builder response) {
        SipResponse made =
                response.header("Require", OPTION).header("RSeq", Long.toString(++rseq)).build();
        unacknowledged = made;
        interval = local.layer().timers().t1();
        invite.respond(made);
        again = local.loop().schedule(interval, this::resend);
        limit = local.loop().schedule(local.layer().timers().t1x64(), this::give);
    }

    private void resend() {
        if (unacknowledged != null) {
            invite.respond(unacknowledged);
            interval = interval.multipliedBy(2);
            again = local.loop().schedule(interval, this::resend);
        }
    }

    private void give() {
        stop();
        never.run();
    }

    /** Whether a PRACK acknowledges what is to be acknowledged; the next one goes then. §3. */
    boolean acknowledge(SipRequest prack) {
        if (unacknowledged == null || !names(prack)) {
            return false;
        }
        SipResponse.Builder waiting = next;
        stop();
        if (waiting != null) {
            begin(waiting);
        }
        return true;
    }

    /** RAck: the RSeq, then the number and method of the INVITE. §7.2. */
    private boolean names(SipRequest prack) {
        String[] parts = prack.header("RAck").orElse("").strip().split("\\s+", -1);
        return parts.length == 3
                && SipSyntax.deltaSeconds(parts[0]).equals(OptionalLong.of(rseq))
                && SipSyntax.deltaSeconds(parts[1])
                        .equals(OptionalLong.of(invite.request().cseq().number()))
                && parts[2].equals("INVITE");
    }

    /** Nothing more is sent; a PRACK that comes later acknowledges nothing. */
    void stop() {
        unacknowledged = null;
        next = null;
        if (again != null) {
            again.cancel();
        }
        if (limit != null) {
            limit.cancel();
        }
    }

    /** The answer is on its way: what is not acknowledged is not sent again, but may yet be. */
    void rest() {
        next = null;
        if (again != null) {
            again.cancel();
        }
        if (limit != null) {
            limit.cancel();
        }
    }
}
