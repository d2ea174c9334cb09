package zarang.server.serve;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalEntry;
import zarang.server.metrics.CallFigures;
import zarang.sip.source.LogLimit;

/**
 * One log line for each change of a call's state, and the metrics that derive from the same facts.
 * Never a number or a digit.
 */
final class CallLog implements CallWatcher {
    private static final Logger log = LoggerFactory.getLogger("call");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e…]");

    private final CallFigures figures;

    /** A scanner of wrong numbers makes a line a second, and not thousands. */
    private final LogLimit refused;

    /**
     * @param nanos monotonic time
     */
    CallLog(CallFigures figures, LongSupplier nanos) {
        this.figures = figures;
        this.refused = new LogLimit(nanos, Duration.ofSeconds(1));
    }

    @Override
    public void leg(CallId call, LegEvent event) {
        switch (event) {
            case LegEvent.Arrived arrived ->
                    log.info(
                            "leg.arrived call={} {} trunk={} sip-call-id={}",
                            call,
                            arrived.leg(),
                            arrived.trunk().isEmpty() ? "-" : arrived.trunk(),
                            printable(arrived.sipCallId()));
            case LegEvent.Answered answered ->
                    log.info("leg.answered call={} {}", call, answered.leg());
            case LegEvent.Ended ended ->
                    log.info(
                            "leg.ended call={} {} cause={} by={} sip-status={}",
                            call,
                            ended.leg(),
                            ended.cause(),
                            ended.byRemote() ? "remote" : "zarang",
                            ended.sipStatus());
            case LegEvent.Ringing ringing ->
                    log.info("leg.ringing call={} {}", call, ringing.leg());
            case LegEvent.Digit digit -> log.debug("leg.digit call={} {}", call, digit.leg());
            case LegEvent.PlayFinished finished ->
                    log.debug("leg.played call={} {}", call, finished.leg());
        }
    }

    @Override
    public void fact(JournalEntry entry) {
        figures.fact(entry.fact().type());
        if (entry.fact() instanceof CallFact.CallAnswered answered) {
            figures.answered(answered.queue(), Duration.ofMillis(answered.waitedMs()));
        }
        log.info("{} call={} {}", entry.fact().type(), entry.call(), detail(entry.fact()));
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        figures.ended(termination.result());
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        figures.answeredUnsecured(reason);
        log.warn(
                "call.answered-unsecured call={} reason={}; a crash in this moment would lose the"
                        + " contact: look at the data folder's disk",
                call,
                reason);
    }

    @Override
    public void refused(LegEvent.Arrived arrived, Cause cause) {
        figures.refused(cause);
        refused.of(arrived.trunk().hashCode())
                .ifPresent(times ->
                        log.info(
                                "call.refused {} cause={} sip-call-id={} times={}",
                                arrived.leg(),
                                cause,
                                printable(arrived.sipCallId()),
                                times));
    }

    @Override
    public void broken(CallId call, RuntimeException failure) {
        figures.broken();
        log.error(
                "call.broken call={}: the call was ended, others go on; please report this",
                call,
                failure);
    }

    private static String detail(CallFact fact) {
        return switch (fact) {
            case CallFact.CallStarted f -> "script=" + f.script() + " version=" + f.scriptVersion();
            case CallFact.CallAnswering f -> "";
            case CallFact.CallConnected f -> "";
            case CallFact.CallerIdentified f -> "member=" + f.member() + " tier=" + f.tier();
            case CallFact.IvrInput f -> "step=" + f.step();
            case CallFact.QueueJoined f ->
                    "queue=" + f.queue() + " tier=" + f.tier() + " position=" + f.position();
            case CallFact.QueueLeft f ->
                    "queue=" + f.queue() + " reason=" + f.reason() + " waited-ms=" + f.waitedMs();
            case CallFact.AgentOffered f -> "queue=" + f.queue() + " agent=" + f.agent();
            case CallFact.OfferFailed f ->
                    "queue=" + f.queue() + " agent=" + f.agent() + " reason=" + f.reason();
            case CallFact.CallAnswered f ->
                    "queue=" + f.queue() + " agent=" + f.agent() + " waited-ms=" + f.waitedMs();
            case CallFact.RecordingReady f -> "file=" + f.file() + " duration-ms=" + f.durationMs();
            case CallFact.CallEnded f ->
                    "result="
                            + f.termination().result()
                            + " by="
                            + f.termination().party()
                            + " cause="
                            + f.termination().cause()
                            + " duration-ms="
                            + f.times().durationMs()
                            + " connected-ms="
                            + f.times().connectedMs()
                            + " talk-ms="
                            + f.times().talkMs()
                            + " reason=\""
                            + f.termination().reason()
                            + "\"";
            case CallFact.PointsAwarded f ->
                    "member=" + f.member() + " rule=" + f.rule() + " amount=" + f.amount();
        };
    }

    /** What a stranger sent may not break a log line or fill the disk. */
    private static String printable(String foreign) {
        String cut = foreign.length() > 80 ? foreign.substring(0, 80) + "…" : foreign;
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }
}
