package zarang.routing.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallerWait;
import zarang.call.fact.FactType;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueMoved;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.StoredEntry;

/**
 * What the facts of a call, or of another who waits, do to the figures. Each effect stands by
 * itself, so that neither the order of facts nor their repetition matters. Pure.
 *
 * <p>All that becomes of a wait counts for the quarter of an hour in which it began.
 */
final class CallEffects {
    private static final String ABANDONED = "abandoned";

    /** Of earlier versions, which do not say whether the queue had let the caller in. */
    private static final Set<String> REFUSALS = Set.of("full", "no-agents", "unknown-queue");

    /** Those that have an effect. */
    static final Set<FactType<?>> TYPES =
            Set.of(
                    QueueJoined.TYPE,
                    CallAnswered.TYPE,
                    QueueLeft.TYPE,
                    QueueMoved.TYPE,
                    CallTalked.TYPE,
                    AgentOffered.TYPE,
                    OfferFailed.TYPE);

    private final Function<QueueName, ServiceLimits> limits;

    CallEffects(Function<QueueName, ServiceLimits> limits) {
        this.limits = limits;
    }

    List<Effect> of(StoredEntry entry) throws UnreadableEntryException {
        Optional<QueueJoined> joined = entry.as(QueueJoined.TYPE);
        if (joined.isPresent()) {
            return List.of(offered(wait(joined.get(), entry.at())));
        }
        Optional<CallAnswered> answered = entry.as(CallAnswered.TYPE);
        if (answered.isPresent()) {
            return answered(answered.get(), entry.at());
        }
        Optional<QueueLeft> left = entry.as(QueueLeft.TYPE);
        if (left.isPresent()) {
            return left(left.get(), entry.at());
        }
        Optional<QueueMoved> moved = entry.as(QueueMoved.TYPE);
        if (moved.isPresent()) {
            return left(asLeft(moved.get()), entry.at());
        }
        Optional<CallTalked> talked = entry.as(CallTalked.TYPE);
        if (talked.isPresent()) {
            return talked.get().agent().stream()
                    .map(agent -> talked(talked.get(), agent, entry))
                    .toList();
        }
        return offers(entry);
    }

    private static List<Effect> offers(StoredEntry entry) throws UnreadableEntryException {
        Optional<AgentOffered> rung = entry.as(AgentOffered.TYPE);
        if (rung.isPresent()) {
            return List.of(byItself(entry, "offers", rung.get().queue(), rung.get().agent()));
        }
        Optional<OfferFailed> failed = entry.as(OfferFailed.TYPE);
        return failed.filter(OfferFailed::isMiss).stream()
                .map(fact -> byItself(entry, "missed", fact.queue(), fact.agent()))
                .toList();
    }

    private static CallerWait wait(QueueJoined joined, Instant at) {
        return new CallerWait(joined.queue(), joined.waitingSince().orElse(at));
    }

    private static Effect offered(CallerWait wait) {
        WaitMark mark = new WaitMark(WaitMark.OFFERED, wait);
        return new Effect(mark.text(), "", List.of(queue(mark, "offered", 1)));
    }

    /**
     * That it was offered is said with its end too: the caller may be gone before it was let in.
     */
    private static List<Effect> withOffer(boolean named, CallerWait wait, Effect end) {
        return named ? List.of(offered(wait), end) : List.of(end);
    }

    private List<Effect> answered(CallAnswered fact, Instant at) {
        CallerWait wait = wait(fact.queue(), fact.waitingSince(), fact.waitedMs(), at);
        WaitMark mark = new WaitMark(WaitMark.ENDED, wait);
        List<Addition> additions = new ArrayList<>(waited(mark, fact.waitedMs()));
        additions.add(queue(mark, "answered", 1));
        additions.add(queue(mark, "answerMs", fact.waitedMs()));
        if (fact.waitedMs() <= limits.apply(fact.queue()).target().toMillis()) {
            additions.add(queue(mark, "inTarget", 1));
        }
        additions.add(agent(mark, fact.agent(), "answered", 1));
        String by = fact.waitingSince().isPresent() ? fact.agent().value() : "";
        return withOffer(
                fact.waitingSince().isPresent(), wait, new Effect(mark.text(), by, additions));
    }

    /** Who waits elsewhere waits here no more. */
    private static QueueLeft asLeft(QueueMoved moved) {
        return new QueueLeft(
                moved.queue(),
                moved.by().isPresent() ? "moved" : QueueRow.OVERFLOW,
                moved.waitedMs(),
                moved.waitingSince(),
                moved.refused());
    }

    private List<Effect> left(QueueLeft fact, Instant at) {
        CallerWait wait = wait(fact.queue(), fact.waitingSince(), fact.waitedMs(), at);
        WaitMark mark = new WaitMark(WaitMark.ENDED, wait);
        boolean named = fact.waitingSince().isPresent();
        if (fact.refused() || (!named && REFUSALS.contains(fact.reason()))) {
            return List.of(
                    new Effect(
                            mark.text(),
                            "",
                            List.of(queue(mark, QueueRow.REFUSED + fact.reason(), 1))));
        }
        List<Addition> additions = new ArrayList<>(waited(mark, fact.waitedMs()));
        if (fact.reason().equals(ABANDONED)) {
            ServiceLimits now = limits.apply(fact.queue());
            additions.add(queue(mark, "abandoned", 1));
            if (fact.waitedMs() < now.shortAbandon().toMillis()) {
                additions.add(queue(mark, "shortAbandons", 1));
            }
            if (fact.waitedMs() <= now.target().toMillis()) {
                additions.add(queue(mark, "goneInTarget", 1));
            }
        } else {
            additions.add(queue(mark, QueueRow.LEFT + fact.reason(), 1));
        }
        return withOffer(named, wait, new Effect(mark.text(), "", additions));
    }

    private static CallerWait wait(
            QueueName queue, Optional<Instant> since, long waitedMs, Instant at) {
        return new CallerWait(queue, since.orElseGet(() -> at.minusMillis(waitedMs)));
    }

    private static List<Addition> waited(WaitMark mark, long ms) {
        return List.of(
                queue(mark, "waitMs", ms),
                new Addition(
                        Measured.queue(mark.of().queue().value()),
                        mark.quarter(),
                        "longestWaitMs",
                        ms,
                        true));
    }

    private static Effect talked(CallTalked fact, AgentId agent, StoredEntry entry) {
        if (fact.waitingSince().isEmpty() || fact.queue().isEmpty()) {
            long quarter = Quarters.of(entry.at().minusMillis(fact.talkMs() + fact.holdMs()));
            Measured who = Measured.agent(agent.value());
            return new Effect(
                    own(entry),
                    "",
                    List.of(
                            Addition.of(who, quarter, "otherTalks", 1),
                            Addition.of(
                                    who, quarter, "otherTalkMs", fact.talkMs() + fact.holdMs())));
        }
        WaitMark mark =
                new WaitMark(
                        WaitMark.TALKED,
                        new CallerWait(fact.queue().get(), fact.waitingSince().get()));
        List<Addition> additions = new ArrayList<>();
        Map.of("talks", 1L, "talkMs", fact.talkMs(), "holdMs", fact.holdMs())
                .forEach((figure, amount) -> {
                    additions.add(queue(mark, figure, amount));
                    additions.add(agent(mark, agent, figure, amount));
                });
        return new Effect(mark.text(), "", additions);
    }

    /**
     * What a call's end leaves open, since its process died: nobody can say any more what became of
     * it.
     *
     * @param marks of the call, with their notes
     */
    static List<Effect> cutOff(Map<String, String> marks) {
        List<Effect> cut = new ArrayList<>();
        for (String text : marks.keySet()) {
            WaitMark mark = WaitMark.read(text).orElse(null);
            if (mark == null) {
                continue;
            }
            String by = marks.getOrDefault(text, "");
            if (mark.step() == WaitMark.OFFERED
                    && !marks.containsKey(mark.as(WaitMark.ENDED).text())) {
                WaitMark end = mark.as(WaitMark.ENDED);
                cut.add(new Effect(end.text(), "", List.of(queue(end, QueueRow.LEFT + "lost", 1))));
            } else if (mark.step() == WaitMark.ENDED
                    && !by.isEmpty()
                    && !marks.containsKey(mark.as(WaitMark.TALKED).text())) {
                WaitMark end = mark.as(WaitMark.TALKED);
                cut.add(
                        new Effect(
                                end.text(),
                                "",
                                Stream.concat(
                                                Stream.of(queue(end, "talksLost", 1)),
                                                AgentId.maybe(by).stream()
                                                        .map(who ->
                                                                agent(end, who, "talksLost", 1)))
                                        .toList()));
            }
        }
        return cut;
    }

    private static Effect byItself(
            StoredEntry entry, String figure, QueueName queue, AgentId agent) {
        long quarter = Quarters.of(entry.at());
        return new Effect(
                own(entry),
                "",
                List.of(
                        Addition.of(Measured.queue(queue.value()), quarter, figure, 1),
                        Addition.of(Measured.agent(agent.value()), quarter, figure, 1)));
    }

    /** A mark for a fact that is told once: its id without its subject's. */
    private static String own(StoredEntry entry) {
        String subject = entry.subject().id() + ".";
        return entry.id().startsWith(subject)
                ? "." + entry.id().substring(subject.length())
                : entry.id();
    }

    private static Addition queue(WaitMark mark, String figure, long amount) {
        return Addition.of(
                Measured.queue(mark.of().queue().value()), mark.quarter(), figure, amount);
    }

    private static Addition agent(WaitMark mark, AgentId agent, String figure, long amount) {
        return Addition.of(Measured.agent(agent.value()), mark.quarter(), figure, amount);
    }
}
