package zarang.routing.dispatch;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;

/** Callers of a walk as they see themselves, and what must agree with the dispatcher. */
final class WalkCallers {
    enum Phase {
        WAITING,
        RINGING,
        TALKING
    }

    /** Where a caller stands, as its call knows it. */
    record Place(QueueName queue, Tier tier, Instant enqueuedAt, Duration ahead) {
        boolean goesBefore(Place other, Instant now, FloorSettings set) {
            boolean capped = isCapped(now, set);
            if (capped != other.isCapped(now, set)) {
                return capped;
            }
            return capped
                    ? enqueuedAt.isBefore(other.enqueuedAt)
                    : key(set).isBefore(other.key(set));
        }

        boolean isCapped(Instant now, FloorSettings set) {
            return !now.isBefore(enqueuedAt.plus(set.queue(queue).orElseThrow().hardCap()));
        }

        private Instant key(FloorSettings set) {
            return enqueuedAt.minus(set.offsets().of(tier)).minus(ahead);
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
     * @param set how the floor was set then
     */
    private record Choice(
            AgentSettings agent, List<Place> waiting, int pending, Instant at, FloorSettings set) {
        /** Also by the agent's own order of queues, if it has one. */
        boolean isPassed(Place by, Place other) {
            int own = agent.queues().indexOf(by.queue);
            int others = agent.queues().indexOf(other.queue);
            boolean alike = by.isCapped(at, set) == other.isCapped(at, set);
            return (agent.abilities().inOrder() && alike && own != others)
                    ? others < own
                    : other.goesBefore(by, at, set);
        }
    }

    private static QueueSettings queue(FloorSettings set, QueueName name) {
        return set.queue(name).orElseThrow();
    }

    private final List<QueueName> queues;
    private final QueueName ringsAll;
    private final Supplier<FloorSettings> settings;
    private final Supplier<String> where;
    private final Map<Subject, Caller> callers = new LinkedHashMap<>();

    /** Asked for, and no call has got it yet: from whom the dispatcher chose. */
    private final Map<OfferId, Choice> choices = new HashMap<>();

    private int overflows;
    private int atOnce;

    /**
     * @param ringsAll of the queues
     * @param settings of the floor now
     * @param where seed and step, for whoever reads a failure
     */
    WalkCallers(
            List<QueueName> queues,
            QueueName ringsAll,
            Supplier<FloorSettings> settings,
            Supplier<String> where) {
        this.queues = queues;
        this.ringsAll = ringsAll;
        this.settings = settings;
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
        FloorSettings set = settings.get();
        AgentSettings chosen =
                set.agents().stream()
                        .filter(it -> it.id().equals(agent))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("who is gone: " + agent));
        choices.put(
                offer, new Choice(chosen, waitingFor(chosen, now, set), choices.size(), now, set));
    }

    void released(OfferId offer) {
        choices.remove(offer);
    }

    /** Whoever chose is gone, and with it who talks with an agent that is no more. */
    void forgetChoices() {
        choices.clear();
        Set<AgentId> there =
                settings.get().agents().stream().map(AgentSettings::id).collect(toSet());
        callers.values()
                .removeIf(caller ->
                        caller.phase() == Phase.TALKING && !there.contains(caller.talk().agent()));
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

    private List<Place> waitingFor(AgentSettings agent, Instant now, FloorSettings set) {
        return callers.values().stream()
                .filter(caller -> caller.phase() == Phase.WAITING)
                .filter(caller -> !caller.joinedAt.isAfter(now))
                .filter(caller -> agent.queues().contains(caller.place.queue()))
                .filter(caller -> mayTake(agent, caller, now, set))
                .map(caller -> caller.place)
                .toList();
    }

    /** One who is kept for an agent who is away may be taken too, which is not known here. */
    private static boolean mayTake(
            AgentSettings agent, Caller caller, Instant now, FloorSettings set) {
        SkillNeeds needs = queue(set, caller.place.queue()).distribution().needs();
        long less =
                needs.relaxAfter().stream()
                        .filter(wait -> !now.isBefore(caller.joinedAt.plus(wait)))
                        .count();
        return Stream.concat(
                                caller.wants.skills().entrySet().stream(),
                                needs.levels().entrySet().stream())
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
        List<Place> passed =
                choice.waiting().stream()
                        .filter(other -> choice.isPassed(caller.place, other))
                        .toList();
        assertThat(passed.size())
                .as(
                        "%s passed by %s of %s %s, at %s by %s in %s, %s",
                        passed,
                        caller.place,
                        caller.subject,
                        caller.wants,
                        choice.at(),
                        choice.agent(),
                        queue(choice.set(), caller.place.queue()),
                        where())
                .isLessThanOrEqualTo(choice.pending());
    }

    /**
     * Whether the dispatcher and the callers agree.
     *
     * @param asked agents of whom the store has not answered
     */
    void check(Dispatcher dispatcher, Instant now, Collection<AgentId> asked) {
        boolean isAnswered = asked.isEmpty();
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
                        assertThat(
                                        isAnswered
                                                && now.isAfter(
                                                        caller.joinedAt.plus(
                                                                queue(
                                                                                settings.get(),
                                                                                caller.place
                                                                                        .queue())
                                                                        .maxWait())))
                                .as("%s waits for ever, %s", caller.subject, where())
                                .isFalse();
            }
        }
        Set<AgentId> there =
                settings.get().agents().stream().map(AgentSettings::id).collect(toSet());
        Set<AgentId> leaving = new HashSet<>(asked);
        offers().forEach(offer -> leaving.add(offer.agent()));
        assertThat(view.agents())
                .as("agents, %s", where())
                .extracting(FloorView.AgentView::agent)
                .doesNotHaveDuplicates()
                .containsAll(there)
                .allMatch(agent -> there.contains(agent) || leaving.contains(agent));
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
            Place place = caller.place;
            FloorSettings set = settings.get();
            assertThat(
                            List.of(
                                    shown.tier(),
                                    shown.ahead(),
                                    shown.waited(),
                                    shown.offset(),
                                    shown.capped()))
                    .as("where %s stands and why, %s", shown.subject(), where())
                    .isEqualTo(
                            List.of(
                                    place.tier(),
                                    place.ahead(),
                                    Duration.between(place.enqueuedAt(), now),
                                    set.offsets().of(place.tier()),
                                    place.isCapped(now, set)));
            if (shown.position() > 0) {
                assertThat(last != null && place.goesBefore(last, now, set))
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
