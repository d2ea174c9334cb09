package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.CarriedCaller.Standing;
import zarang.routing.queue.TierOffsets;

/** Callers of a walk as they see themselves, and what must agree with the dispatcher. */
final class WalkCallers {
    static final Duration MAX_WAIT = Duration.ofMinutes(8);
    static final Duration CAP = Duration.ofMinutes(4);
    static final Duration RELAX_AFTER = Duration.ofSeconds(40);
    static final TierOffsets OFFSETS = TierOffsets.defaults();

    enum Phase {
        WAITING,
        RINGING,
        TALKING
    }

    /** Where a caller stands, as its call knows it. */
    record Place(QueueName queue, Tier tier, Instant enqueuedAt, Duration ahead) {
        boolean goesBefore(Place other, Instant now) {
            boolean capped = isCapped(now);
            if (capped != other.isCapped(now)) {
                return capped;
            }
            return capped ? enqueuedAt.isBefore(other.enqueuedAt) : key().isBefore(other.key());
        }

        private boolean isCapped(Instant now) {
            return !now.isBefore(enqueuedAt.plus(CAP));
        }

        private Instant key() {
            return enqueuedAt.minus(OFFSETS.of(tier)).minus(ahead);
        }
    }

    /** An agent's phone that rings for a caller. */
    record Ring(QueueEvent.Offered offered, Instant since) {}

    /** A caller as its call knows it. */
    static final class Caller {
        final Subject subject;
        final CallerWants wants;

        /** One, unless the queue rings all. */
        final Map<OfferId, Ring> rings = new LinkedHashMap<>();

        Place place;
        Instant joinedAt;
        private QueueEvent.@Nullable Offered talk;

        Caller(Subject subject, Place place, CallerWants wants, Instant joinedAt) {
            this.subject = subject;
            this.place = place;
            this.wants = wants;
            this.joinedAt = joinedAt;
        }

        Phase phase() {
            if (talk != null) {
                return Phase.TALKING;
            }
            return rings.isEmpty() ? Phase.WAITING : Phase.RINGING;
        }

        QueueEvent.Offered talk() {
            if (talk == null) {
                throw new AssertionError("talks with nobody: " + subject);
            }
            return talk;
        }

        /** The others ring no more. */
        void answered(QueueEvent.Offered by) {
            talk = by;
            rings.clear();
        }

        /** What rings and what talks. */
        List<QueueEvent.Offered> offers() {
            return Stream.concat(
                            rings.values().stream().map(Ring::offered), Stream.ofNullable(talk))
                    .toList();
        }
    }

    /**
     * What the dispatcher had before it when it chose.
     *
     * @param waiting callers who knew of no offer, and whom the agent might take
     * @param pending how many of them had been chosen before
     */
    private record Choice(List<Place> waiting, int pending, Instant at) {}

    private final List<QueueName> queues;
    private final QueueName ringsAll;
    private final List<AgentSettings> agents;
    private final Supplier<String> where;
    private final Map<Subject, Caller> callers = new LinkedHashMap<>();

    /** Asked for, and no call has got it yet: from whom the dispatcher chose. */
    private final Map<OfferId, Choice> choices = new HashMap<>();

    private int overflows;
    private int atOnce;

    /**
     * @param ringsAll of the queues
     * @param where seed and step, for whoever reads a failure
     */
    WalkCallers(
            List<QueueName> queues,
            QueueName ringsAll,
            List<AgentSettings> agents,
            Supplier<String> where) {
        this.queues = queues;
        this.ringsAll = ringsAll;
        this.agents = agents;
        this.where = where;
    }

    /** A copy, in the order in which they came. */
    List<Caller> all() {
        return List.copyOf(callers.values());
    }

    int size() {
        return callers.size();
    }

    boolean has(Subject subject) {
        return callers.containsKey(subject);
    }

    void add(Caller caller) {
        callers.put(caller.subject, caller);
    }

    void remove(Caller caller) {
        callers.remove(caller.subject);
    }

    /** How many a rule has moved. */
    int overflows() {
        return overflows;
    }

    /** The dispatcher has asked for an agent: it chose among those who wait now. */
    void chosen(OfferId offer, AgentId agent, Instant now) {
        choices.put(offer, new Choice(waitingFor(agent, now), choices.size(), now));
    }

    void released(OfferId offer) {
        choices.remove(offer);
    }

    /** Whoever chose is gone. */
    void forgetChoices() {
        choices.clear();
    }

    /** How many phones rang for one caller at once. */
    int atOnce() {
        return atOnce;
    }

    private Stream<QueueEvent.Offered> offers() {
        return callers.values().stream().flatMap(caller -> caller.offers().stream());
    }

    /** Whether a caller has been told of it. */
    boolean isStanding(OfferId offer) {
        return offers().anyMatch(standing -> standing.offer().equals(offer));
    }

    /** What calls know of themselves when the process has died. */
    List<CarriedCaller> carried(Instant now) {
        List<CarriedCaller> carried = new ArrayList<>();
        for (Caller caller : callers.values()) {
            carried.add(
                    new CarriedCaller(
                            caller.subject,
                            caller.place.queue(),
                            caller.place.tier(),
                            Duration.between(caller.place.enqueuedAt(), now),
                            Duration.between(caller.joinedAt, now),
                            true,
                            standing(caller, now),
                            caller.place.ahead(),
                            caller.wants));
        }
        return carried;
    }

    private static Standing standing(Caller caller, Instant now) {
        return switch (caller.phase()) {
            case WAITING -> new Standing.Waits();
            case RINGING ->
                    new Standing.Rings(
                            caller.rings.values().stream()
                                    .map(ring ->
                                            new Standing.Ring(
                                                    ring.offered().offer(),
                                                    ring.offered().agent(),
                                                    Duration.between(ring.since(), now)))
                                    .toList());
            case TALKING -> new Standing.Talks(caller.talk().offer(), caller.talk().agent());
        };
    }

    /** What the dispatcher tells a call. */
    void hear(QueueEvent event, Instant now) {
        Caller caller = callers.get(event.subject());
        if (caller == null) {
            return;
        }
        switch (event) {
            case QueueEvent.Joined _, QueueEvent.Placed _ -> {}
            case QueueEvent.Offered offered -> {
                assertThat(caller.phase())
                        .as("%s is offered, %s", caller.subject, where())
                        .isNotEqualTo(Phase.TALKING);
                assertThat(offers().map(QueueEvent.Offered::agent))
                        .as("agent has two callers, %s", where())
                        .doesNotContain(offered.agent());
                isInTurn(caller, offered);
                caller.rings.put(offered.offer(), new Ring(offered, now));
                boolean several = caller.place.queue().equals(ringsAll) && caller.subject.isCall();
                assertThat(caller.rings.size())
                        .as("phones that ring for %s, %s", caller.subject, where())
                        .isLessThanOrEqualTo(several ? FloorState.RING_ALL_MAX : 1);
                atOnce = Math.max(atOnce, caller.rings.size());
            }
            case QueueEvent.OfferRevoked revoked -> {
                if (caller.rings.remove(revoked.offer()) == null) {
                    assertThat(caller.offers())
                            .as("a talk is revoked, %s", where())
                            .extracting(QueueEvent.Offered::offer)
                            .doesNotContain(revoked.offer());
                }
            }
            case QueueEvent.Moved moved -> {
                assertThat(caller.phase()).as("moved, %s", where()).isEqualTo(Phase.WAITING);
                Place place = caller.place;
                assertThat(place.queue()).as("moved, %s", where()).isEqualTo(moved.from());
                caller.place =
                        new Place(moved.queue(), place.tier(), place.enqueuedAt(), place.ahead());
                caller.joinedAt = now;
                overflows += moved.by().isEmpty() ? 1 : 0;
            }
            case QueueEvent.Reprioritised given -> {
                assertThat(caller.phase())
                        .as("another place, %s", where())
                        .isEqualTo(Phase.WAITING);
                caller.place =
                        new Place(
                                given.queue(),
                                given.tier(),
                                caller.place.enqueuedAt(),
                                given.ahead());
            }
            case QueueEvent.Over _ -> {
                assertThat(caller.phase()).as("over, %s", where()).isEqualTo(Phase.WAITING);
                callers.remove(caller.subject);
            }
        }
    }

    private List<Place> waitingFor(AgentId id, Instant now) {
        AgentSettings agent =
                agents.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
        return callers.values().stream()
                .filter(caller -> caller.phase() == Phase.WAITING)
                .filter(caller -> !caller.joinedAt.isAfter(now))
                .filter(caller -> agent.queues().contains(caller.place.queue()))
                .filter(caller -> mayTake(agent, caller, now))
                .map(caller -> caller.place)
                .toList();
    }

    /** One who is kept for an agent who is away may be taken too, which is not known here. */
    private static boolean mayTake(AgentSettings agent, Caller caller, Instant now) {
        int less = now.isBefore(caller.joinedAt.plus(RELAX_AFTER)) ? 0 : 1;
        return caller.wants.skills().entrySet().stream()
                        .allMatch(need ->
                                agent.abilities().skills().getOrDefault(need.getKey(), 0)
                                        >= need.getValue() - less)
                && caller.wants
                        .prefer()
                        .filter(prefer -> !prefer.agent().equals(agent.id()))
                        .filter(prefer -> now.isBefore(caller.joinedAt.plus(prefer.span())))
                        .isEmpty();
    }

    /** Whoever goes before it is being offered to somebody else. */
    private void isInTurn(Caller caller, QueueEvent.Offered offered) {
        Choice choice = choices.remove(offered.offer());
        if (choice == null) {
            throw new AssertionError("offered, but never chosen: " + caller.subject);
        }
        assertThat(
                        choice.waiting().stream()
                                .filter(other -> other.goesBefore(caller.place, choice.at()))
                                .count())
                .as("callers passed by %s, %s", caller.subject, where())
                .isLessThanOrEqualTo(choice.pending());
    }

    /**
     * Whether the dispatcher and the callers agree.
     *
     * @param isAnswered whether the store has answered all that it was asked
     */
    void check(Dispatcher dispatcher, Instant now, boolean isAnswered) {
        assertThat(dispatcher.violations()).as(where()).isEmpty();
        FloorView view = dispatcher.view(now);
        for (FloorView.QueueView queue : view.queues()) {
            long here =
                    callers.values().stream()
                            .filter(caller -> caller.place.queue().equals(queue.queue()))
                            .filter(caller -> caller.phase() != Phase.TALKING)
                            .count();
            assertThat(queue.waiting())
                    .as("callers in %s, %s", queue.queue(), where())
                    .isEqualTo((int) here);
        }
        queues.forEach(queue -> checkOrder(dispatcher, queue, now));
        for (Caller caller : callers.values()) {
            switch (caller.phase()) {
                case TALKING ->
                        assertThat(dispatcher.isTalking(caller.talk().offer()))
                                .as("%s talks, %s", caller.subject, where())
                                .isTrue();
                case RINGING ->
                        assertThat(caller.rings.keySet())
                                .as("%s is rung for, %s", caller.subject, where())
                                .allMatch(dispatcher::isRinging);
                case WAITING ->
                        assertThat(isAnswered && now.isAfter(caller.joinedAt.plus(MAX_WAIT)))
                                .as("%s waits for ever, %s", caller.subject, where())
                                .isFalse();
            }
        }
        assertThat(view.agents()).as(where()).hasSize(agents.size());
        assertThat(
                        view.agents().stream()
                                .filter(agent -> agent.state() instanceof AgentState.OnCall)
                                .count())
                .as("agents who talk, %s", where())
                .isEqualTo(
                        callers.values().stream()
                                .filter(caller -> caller.phase() == Phase.TALKING)
                                .count());
    }

    /**
     * Nobody is kept for a caller who is gone or has another agent.
     *
     * @param asked so many are asked for, and no caller knows of them yet
     */
    void checkFreed(Dispatcher dispatcher, Instant now, int asked) {
        assertThat(
                        dispatcher.view(now).agents().stream()
                                .filter(agent -> agent.state() instanceof AgentState.Reserved)
                                .count())
                .as("agents who are kept for somebody, %s", where())
                .isEqualTo(
                        asked + callers.values().stream().mapToLong(it -> it.rings.size()).sum());
    }

    /** Everybody stands where arrival, tier and what somebody said put it, and nowhere else. */
    private void checkOrder(Dispatcher dispatcher, QueueName queue, Instant now) {
        @Nullable Place last = null;
        for (WaitingCaller shown : dispatcher.waiting(queue, now)) {
            Caller caller = callers.get(shown.subject());
            if (caller == null) {
                throw new AssertionError("waits, but is gone: " + shown.subject());
            }
            if (shown.position() > 0) {
                Place place = caller.place;
                assertThat(last != null && place.goesBefore(last, now))
                        .as("%s stands behind another, %s", shown, where())
                        .isFalse();
                last = place;
            }
        }
    }

    private String where() {
        return where.get();
    }
}
