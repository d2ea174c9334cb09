package zarang.sip.dialog;

import java.time.Duration;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerTransaction;

/** Sends a 2xx again and again until its ACK comes or time is up. RFC 3261 §13.3.1.4. */
final class Confirming {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration LIMIT = T1.multipliedBy(64);

    private final ControlLoop loop;
    private final ServerTransaction invite;
    private final SipResponse success;
    private Duration interval = T1;
    private ControlLoop.Timer again;
    private final ControlLoop.Timer limit;

    /** Sends it for the first time. */
    Confirming(ControlLoop loop, ServerTransaction invite, SipResponse success, Runnable never) {
        this.loop = loop;
        this.invite = invite;
        this.success = success;
        invite.respond(success);
        this.again = loop.schedule(interval, this::resend);
        this.limit =
                loop.schedule(
                        LIMIT,
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
        Duration doubled = interval.multipliedBy(2);
        interval = doubled.compareTo(T2) < 0 ? doubled : T2;
        again = loop.schedule(interval, this::resend);
    }
}
