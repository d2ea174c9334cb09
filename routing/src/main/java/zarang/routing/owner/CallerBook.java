package zarang.routing.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.CarriedCaller.Standing;

/**
 * This process' own callers, and what each is in: what is told to whoever decides. As many as calls
 * at most. Pure; times are in ns of the loop's clock.
 */
final class CallerBook {
    /** What is heard counts only if the owner knew this much of what was said. */
    private static final class Page {
        QueueName queue;
        Tier tier;
        Duration ahead;
        final CallerWants wants;
        long since;
        long joined;
        long said;
        boolean placed;
        Optional<Standing.Talks> talk = Optional.empty();

        /** Agents whose phones ring, each with when it began to. */
        final Map<OfferId, Rung> rings = new LinkedHashMap<>();

        Page(QueueCommand.Join join, long since, long joined) {
            queue = join.queue();
            tier = join.tier();
            ahead = join.ahead();
            wants = join.wants();
            this.since = since;
            this.joined = joined;
        }

        boolean waits() {
            return talk.isEmpty() && rings.isEmpty();
        }
    }

    private record Rung(AgentId agent, long since) {}

    /** In the order in which they joined, which breaks ties under the next owner too. */
    private final SequencedMap<Subject, Page> pages = new LinkedHashMap<>();

    /**
     * A call speaks.
     *
     * @param wall what time it is, by which a call measures
     * @param number of what was said to the owner; 0 if it was said to nobody
     */
    void said(QueueCommand command, Instant wall, long nanos, long number) {
        Page page = pages.get(command.subject());
        switch (command) {
            case QueueCommand.Join c -> join(c, wall, nanos, number);
            case QueueCommand.Leave c -> pages.remove(c.subject());
            case QueueCommand.OfferAnswered c -> {
                if (page != null) {
                    page.talk = Optional.of(new Standing.Talks(c.offer(), c.agent()));
                    page.rings.clear();
                }
            }
            case QueueCommand.Engage c -> {}
            case QueueCommand.Disengage c -> {}
            case QueueCommand.AskPlace c -> {}
            case QueueCommand.OfferFailed c -> {
                if (page != null) {
                    page.rings.remove(c.offer());
                }
            }
            case QueueCommand.TalkEnded c -> talkEnded(page, c.subject(), c.offer());
            case QueueCommand.NobodyThere c -> talkEnded(page, c.subject(), c.offer());
        }
    }

    private void talkEnded(@Nullable Page page, Subject subject, OfferId ended) {
        if (page != null && page.talk.filter(talk -> talk.offer().equals(ended)).isPresent()) {
            pages.remove(subject);
        }
    }

    private void join(QueueCommand.Join join, Instant wall, long nanos, long number) {
        Page old = pages.get(join.subject());
        Duration age = Duration.between(join.enqueuedAt(), wall);
        if (old != null && old.queue.equals(join.queue()) && old.talk.isEmpty()) {
            old.since = Math.min(old.since, nanos - age.toNanos());
            return;
        }
        Page page = new Page(join, nanos - (age.isNegative() ? 0 : age.toNanos()), nanos);
        page.said = number;
        pages.putLast(join.subject(), page);
    }

    /**
     * The ACD tells a caller something.
     *
     * @param heard how much of what was said here was known when it was decided
     * @return whether it is still true and the call is to get it
     */
    boolean heard(QueueEvent event, long heard, long nanos) {
        Page page = pages.get(event.subject());
        if (page == null || heard < page.said) {
            return false;
        }
        return switch (event) {
            case QueueEvent.Joined e -> {
                page.placed |= page.queue.equals(e.queue());
                yield page.queue.equals(e.queue());
            }
            case QueueEvent.Placed e -> waitsIn(e.queue(), page);
            case QueueEvent.Offered e -> {
                boolean waits = page.talk.isEmpty();
                if (waits) {
                    page.rings.put(e.offer(), new Rung(e.agent(), nanos));
                }
                yield waits;
            }
            case QueueEvent.OfferRevoked e -> page.rings.remove(e.offer()) != null;
            case QueueEvent.Moved e -> {
                boolean there = waitsIn(e.from(), page);
                if (there) {
                    page.queue = e.queue();
                    page.joined = nanos;
                    page.placed = true;
                }
                yield there;
            }
            case QueueEvent.Reprioritised e -> {
                boolean there = waitsIn(e.queue(), page);
                if (there) {
                    page.tier = e.tier();
                    page.ahead = e.ahead();
                }
                yield there;
            }
            case QueueEvent.Over e -> {
                boolean waits = page.waits();
                if (waits) {
                    pages.remove(e.subject());
                }
                yield waits;
            }
        };
    }

    private static boolean waitsIn(QueueName queue, Page page) {
        return page.queue.equals(queue) && page.waits();
    }

    /** A new owner knows of nothing that was said to another. */
    void beginAnew() {
        pages.values().forEach(page -> page.said = 0);
    }

    /** All of them, as they are now. */
    List<CarriedCaller> callers(long nanos) {
        return pages.entrySet().stream()
                .map(entry -> carried(entry.getKey(), entry.getValue(), nanos))
                .toList();
    }

    private static CarriedCaller carried(Subject subject, Page page, long nanos) {
        return new CarriedCaller(
                subject,
                page.queue,
                page.tier,
                Duration.ofNanos(nanos - page.since),
                Duration.ofNanos(nanos - page.joined),
                page.placed,
                standing(page, nanos),
                page.ahead,
                page.wants);
    }

    private static Standing standing(Page page, long nanos) {
        if (page.talk.isPresent()) {
            return page.talk.get();
        }
        return page.rings.isEmpty()
                ? new Standing.Waits()
                : new Standing.Rings(
                        page.rings.entrySet().stream()
                                .map(ring ->
                                        new Standing.Ring(
                                                ring.getKey(),
                                                ring.getValue().agent(),
                                                Duration.ofNanos(nanos - ring.getValue().since())))
                                .toList());
    }
}
