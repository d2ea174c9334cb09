package zarang.sip.dialog;

import java.time.Duration;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.Timers;

/** Sends a 2xx again and again until its ACK comes or time is up. RFC 3261 §13.3.1.4. */
final class Confirming {
    private final ControlLoop loop;
    private final ServerTransaction invite;
    private final SipResponse success;
    private final Timers timers;
    private Duration interval;
    private ControlLoop.Timer again;
    private final ControlLoop.Timer limit;

    /** Sends it for the first time. */
    Confirming(
            ControlLoop loop,
            Timers timers,
            ServerTransaction invite,
            SipResponse success,
            Runnable never) {
        this.loop = loop;
        this.invite = invite;
        this.success = success;
        this.timers = timers;
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
