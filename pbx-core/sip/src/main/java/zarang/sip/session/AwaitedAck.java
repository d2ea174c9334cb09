package zarang.sip.session;

import java.time.Duration;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.Timers;

/** A 2xx that is sent again until its ACK comes or time is up. RFC 3261 §13.3.1.4. */
final class AwaitedAck {
    private final ControlLoop loop;
    private final Timers timers;
    private final ServerTransaction invite;
    private final SipResponse success;
    private Duration interval;
    private ControlLoop.Timer again;
    private final ControlLoop.Timer limit;

    /** Sends it for the first time; {@code never} is called if no ACK comes in 64·T1. */
    AwaitedAck(LocalEnd local, ServerTransaction invite, SipResponse success, Runnable never) {
        this.loop = local.loop();
        this.timers = local.layer().timers();
        this.invite = invite;
        this.success = success;
        this.interval = timers.t1();
        invite.respond(success);
        this.again = loop.schedule(interval, this::resend);
        this.limit =
                loop.schedule(
                        timers.t1x64(),
                        () -> {
                            stop();
                            never.run();
                        });
    }

    /** The number that the ACK bears. */
    long seq() {
        return invite.request().cseq().number();
    }

    void stop() {
        again.cancel();
        limit.cancel();
    }

    private void resend() {
        invite.respond(success);
        interval = timers.doubledUpToT2(interval);
        again = loop.schedule(interval, this::resend);
    }
}
