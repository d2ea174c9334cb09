package zarang.server.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Words;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Fact;
import zarang.call.journal.JournalEntry;
import zarang.sip.source.LogLimit;

/**
 * One log line for each change of a call's state, and one more at its end that tells its whole
 * story. Never a digit, and a caller's number at most with its middle left out. Control loop.
 */
final class CallLog implements CallWatcher {
    private static final Logger log = LoggerFactory.getLogger("call");

    private final CallWords words;

    /** A scanner of wrong numbers makes a line a second, and not thousands. */
    private final LogLimit refused;

    /** Calls under way: as many as the exchange has. */
    private final Map<CallId, CallStory> stories = new HashMap<>();

    /**
     * @param nanos monotonic time
     */
    CallLog(CallWords words, LongSupplier nanos) {
        this.words = words;
        this.refused = new LogLimit(nanos, Duration.ofSeconds(1));
    }

    @Override
    public void leg(CallId call, LegEvent event) {
        switch (event) {
            case LegEvent.Arrived arrived -> {
                stories.put(call, new CallStory(arrived.origin().trunk(), arrived.calledUser()));
                log.info(
                        "leg.arrived call={} leg={} trunk={} dialled={} sip-call-id={}",
                        call,
                        arrived.leg(),
                        CallWords.orDash(arrived.origin().trunk()),
                        CallWords.printable(arrived.calledUser()),
                        CallWords.printable(arrived.engineName()));
            }
            case LegEvent.Answered answered ->
                    log.info("leg.answered call={} leg={}", call, answered.leg());
            case LegEvent.Ended ended ->
                    log.info(
                            "leg.ended call={} leg={} cause={} by={} sip-status={}",
                            call,
                            ended.leg(),
                            Words.of(ended.cause()),
                            ended.byRemote() ? "remote" : "zarang",
                            ended.said().isEmpty() ? "0" : ended.said());
            case LegEvent.Ringing ringing ->
                    log.info("leg.ringing call={} leg={}", call, ringing.leg());
            case LegEvent.Digit digit -> log.debug("leg.digit call={} leg={}", call, digit.leg());
            case LegEvent.Held hold ->
                    log.info("leg.hold call={} leg={} held={}", call, hold.leg(), hold.held());
            case LegEvent.TransferWanted wish ->
                    log.info(
                            "leg.transfer-wanted call={} leg={} attended={}",
                            call,
                            wish.leg(),
                            wish.target() instanceof TransferTarget.Leg);
            case LegEvent.AnsweredBy by ->
                    log.info(
                            "leg.answered-by call={} leg={} answerer={}",
                            call,
                            by.leg(),
                            Words.of(by.answerer()));
            case LegEvent.PlayFinished finished ->
                    log.debug("leg.played call={} leg={}", call, finished.leg());
        }
    }

    @Override
    public void fact(JournalEntry entry) {
        Fact fact = entry.fact();
        Optional<CallStory> story = entry.subject().call().map(stories::get);
        story.ifPresent(of -> of.note(fact));
        String told =
                fact instanceof CallEnded ended && story.isPresent()
                        ? words.story(story.get(), ended)
                        : words.of(fact);
        log.info("{} {}={}{}", fact.type(), entry.subject().kind(), entry.subject().id(), told);
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        stories.remove(call);
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        log.warn(
                "call.answered-unsecured call={} reason={}; a crash in this moment would lose the"
                        + " contact: look at the data folder's disk",
                call,
                reason);
    }

    @Override
    public void stray(LegEvent event) {
        log.warn(
                "leg.stray leg={} event={}: no call has this leg, it is hung up; please report"
                        + " this",
                event.leg(),
                event.getClass().getSimpleName());
    }

    @Override
    public void refused(LegEvent.Arrived arrived, Cause cause) {
        refused.of(arrived.origin().trunk().hashCode())
                .ifPresent(times ->
                        log.info(
                                "call.refused leg={} trunk={} dialled={}{} cause={} sip-call-id={}"
                                        + " times={}",
                                arrived.leg(),
                                CallWords.orDash(arrived.origin().trunk()),
                                CallWords.printable(arrived.calledUser()),
                                words.written(arrived.caller()),
                                Words.of(cause),
                                CallWords.printable(arrived.engineName()),
                                times));
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        log.error(
                "call.broken call={}: a part of it failed, others go on; please report this",
                call,
                failure);
    }
}
