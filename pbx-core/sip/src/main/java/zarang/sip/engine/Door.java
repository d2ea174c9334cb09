package zarang.sip.engine;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.session.Accept;
import zarang.sip.source.LogLimit;

/**
 * Default deny: nobody but a trunk calls in, unless the configuration says so, and nobody more than
 * its share. A registered phone is no trunk either. Control loop only.
 */
final class Door {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final AdmissionSettings settings;
    private final Callers callers = new Callers();
    private final LogLimit unknown;
    private final LogLimit busy;
    private long refusedUnknown;
    private long refusedBusy;

    /**
     * @param nanos monotonic time
     */
    Door(AdmissionSettings settings, LongSupplier nanos) {
        this.settings = settings;
        unknown = new LogLimit(nanos);
        busy = new LogLimit(nanos);
    }

    /** The status that refuses a call for where it comes from; empty if it may come in. */
    Optional<Integer> refusal(InetAddress source, boolean isTrunk) {
        if (!isTrunk && !settings.acceptUnknown()) {
            refusedUnknown++;
            unknown.of(source)
                    .ifPresent(times ->
                            log.warn(
                                    "leg.refused reason=unknown-source source={} times={}: if its"
                                            + " calls are wanted, name it in trunks.yaml",
                                    source.getHostAddress(),
                                    times));
            return Optional.of(FORBIDDEN);
        }
        int most = isTrunk ? settings.trunkCalls() : settings.unknownCalls();
        int unanswered = isTrunk ? settings.trunkUnanswered() : most;
        if (callers.hasRoom(source, most, unanswered)) {
            return Optional.empty();
        }
        refusedBusy++;
        busy.of(source)
                .ifPresent(times ->
                        log.warn(
                                "leg.refused reason=too-many-calls-of-one-source source={} times={}:"
                                        + " a scanner, or sip.trunk-calls or sip.trunk-unanswered"
                                        + " is too low",
                                source.getHostAddress(),
                                times));
        return Optional.of(UNAVAILABLE);
    }

    void begun(Accept call) {
        callers.begun(call);
    }

    void over(Accept call) {
        callers.over(call);
    }

    long refusedUnknown() {
        return refusedUnknown;
    }

    long refusedBusy() {
        return refusedBusy;
    }
}
