package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.WalkCallers.Caller;
import zarang.routing.dispatch.WalkCallers.Place;

/** One walk: what happens at random to the dispatcher, its callers, phones, agents and store. */
final class FloorWalk {
    private static final List<Tier> TIERS = List.of(Tier.GOLD, Tier.SILVER, Tier.BRONZE);

    private final long seed;
    private final RandomGenerator random;
    private FloorSettings settings = WalkFloor.settings();
    private final WalkCallers callers;
    private final WalkSettings changes;

    /** Asked for, and the store has not answered. */
    private final Map<OfferId, AgentId> asked = new LinkedHashMap<>();

    private final Set<String> reachable = new TreeSet<>();
    private TwoClocks dispatcher;
    private Instant now = Instant.parse("2026-03-21T08:00:00Z");
    private int step;
    private int lives;
    private int nextCall;
    private int offers;
    private int talks;
    private int hands;
    private int changed;

    FloorWalk(long seed) {
        this.seed = seed;
        random = new Random(seed);
        callers =
                new WalkCallers(WalkFloor.QUEUES, WalkFloor.RINGS_ALL, () -> settings, this::where);
        changes = new WalkSettings(random);
        dispatcher = new TwoClocks(settings, "o0", now);
    }

    void step(int number) {
        step = number;
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6 -> join();
            case 7, 8 -> say(new FloorEvent.AgentReachable(phone(true)));
            case 9 -> say(new FloorEvent.AgentUnreachable(phone(false)));
            case 10 -> ask(WalkFloor.agent(random.nextInt(WalkFloor.AGENTS)), wish());
            case 11, 12 -> leaseIsLost();
            case 13 -> somethingSaidTooLate();
            case 14, 15, 16, 17 -> pass(Duration.ofMillis(random.nextInt(8_000)));
            case 18, 19 -> passUnnoticed(Duration.ofMillis(random.nextInt(8_000)));
            case 20 -> pass(Duration.ZERO);
            case 21 -> {
                if (random.nextInt(20) == 0) {
                    die();
                }
            }
            case 22, 23, 24 -> storeAnswers();
            case 25 -> supervise();
            case 26 -> {
                if (random.nextInt(3) == 0) {
                    change();
                }
            }
            default -> somebodyActs();
        }
        callers.check(dispatcher.late(), now, asked.values());
        callers.checkFreed(dispatcher.late(), now, asked.size());
    }

    private AgentId phone(boolean isThere) {
        AgentId agent = WalkFloor.agent(random.nextInt(WalkFloor.AGENTS));
        if (isThere) {
            reachable.add(agent.value());
        } else {
            reachable.remove(agent.value());
        }
        return agent;
    }

    private void join() {
        if (callers.size() >= WalkFloor.CALLERS_MAX) {
            return;
        }
        String id = "%026d".formatted(++nextCall);
        boolean back = random.nextInt(5) == 0;
        Caller caller =
                new Caller(
                        back ? new Subject("callback", id) : Subject.of(new CallId(id)),
                        new Place(
                                WalkFloor.QUEUES.get(random.nextInt(WalkFloor.QUEUES.size())),
                                TIERS.get(random.nextInt(TIERS.size())),
                                now.minusMillis(random.nextInt(90_000)),
                                Duration.ofMinutes(random.nextInt(2))),
                        wants(),
                        now);
        callers.add(caller);
        Place place = caller.place;
        QueueCommand.Join join =
                new QueueCommand.Join(
                        caller.subject,
                        place.queue(),
                        place.tier(),
                        place.enqueuedAt(),
                        place.ahead(),
                        caller.wants);
        take(dispatcher.on(new FloorEvent.CallSaid(join), now));
        if (caller.place.equals(place) && random.nextInt(10) == 0) {
            say(join); // a join elsewhere, after a move, would be another wish
        }
    }

    /** A skill that some agents have, or an agent of its own, who may serve another queue. */
    private CallerWants wants() {
        return switch (random.nextInt(8)) {
            case 0 -> new CallerWants(Map.of("english", 1 + random.nextInt(5)), Optional.empty());
            case 1, 2 ->
                    new CallerWants(
                            random.nextBoolean() ? Map.of() : Map.of("english", 1),
                            Optional.of(
                                    new CallerWants.Preferred(
                                            WalkFloor.agent(random.nextInt(WalkFloor.AGENTS + 1)),
                                            Duration.ofSeconds(1 + random.nextInt(90)))));
            default -> CallerWants.NOTHING;
        };
    }

    /** Somebody moves or reprioritises a caller, who may be gone, served or elsewhere. */
    private void supervise() {
        List<Caller> all = callers.all();
        if (all.isEmpty()) {
            return;
        }
        Caller caller = all.get(random.nextInt(all.size()));
        Place before = caller.place;
        QueueName queue = WalkFloor.QUEUES.get(random.nextInt(WalkFloor.QUEUES.size()));
        LineRequest.Wish wish =
                random.nextBoolean()
                        ? new LineRequest.Wish.MoveTo(queue)
                        : new LineRequest.Wish.Reprioritise(
                                Optional.of(TIERS.get(random.nextInt(TIERS.size()))),
                                Optional.of(Duration.ofMinutes(random.nextInt(10))));
        LineRequest request =
                new LineRequest(
                        caller.subject,
                        random.nextInt(4) == 0 ? queue : before.queue(),
                        wish,
                        "walk");
        LineResult result = dispatcher.late().look(request);
        take(dispatcher.on(new FloorEvent.LineAsked(request), now));
        boolean changed = !caller.place.equals(before);
        boolean same =
                wish instanceof LineRequest.Wish.Reprioritise(var tier, var ahead)
                        && tier.equals(Optional.of(before.tier()))
                        && ahead.equals(Optional.of(before.ahead()));
        assertThat(changed)
                .as("%s: %s, %s", request, result, where())
                .isEqualTo(result == LineResult.DONE && !same);
        hands += changed ? 1 : 0;
    }

    /** What is due is decided by what was set when it fell due. */
    private void change() {
        pass(Duration.ZERO);
        set(changes.after(settings));
        changed++;
    }

    private void set(FloorSettings next) {
        settings = next;
        say(new FloorEvent.Changed(settings));
    }

    private void somebodyActs() {
        List<Caller> all = callers.all();
        if (all.isEmpty()) {
            return;
        }
        Caller caller = all.get(random.nextInt(all.size()));
        switch (caller.phase()) {
            case WAITING -> {
                switch (random.nextInt(24)) {
                    case 0, 1 -> leave(caller);
                    case 2 -> regain(caller);
                    default -> {}
                }
            }
            case RINGING -> {
                switch (random.nextInt(9)) {
                    case 0 -> leave(caller);
                    case 8 -> regain(caller);
                    case 1, 2 -> fail(caller);
                    default -> answer(caller);
                }
            }
            case TALKING -> endTalk(caller);
        }
    }

    private void endTalk(Caller caller) {
        QueueEvent.Offered offer = caller.talk();
        callers.remove(caller);
        say(
                switch (random.nextInt(3)) {
                    case 0 -> new QueueCommand.Leave(caller.subject, LeaveReason.CALL_FAILED);
                    case 1 ->
                            new QueueCommand.NobodyThere(
                                    caller.subject, offer.offer(), offer.agent());
                    default ->
                            new QueueCommand.TalkEnded(
                                    caller.subject, offer.offer(), offer.agent());
                });
    }

    /** It turns out to have waited before, or not: it joins again, as its call does. */
    private void regain(Caller caller) {
        Place before = caller.place;
        Place place =
                new Place(
                        before.queue(),
                        before.tier(),
                        before.enqueuedAt().plusMillis(20_000 - random.nextInt(200_000)),
                        before.ahead());
        if (place.enqueuedAt().isBefore(before.enqueuedAt())) {
            caller.place = place;
        }
        say(
                new QueueCommand.Join(
                        caller.subject,
                        place.queue(),
                        place.tier(),
                        place.enqueuedAt(),
                        place.ahead(),
                        caller.wants));
        say(new QueueCommand.AskPlace(caller.subject));
    }

    private void leave(Caller caller) {
        callers.remove(caller);
        LeaveReason[] reasons = LeaveReason.values();
        say(new QueueCommand.Leave(caller.subject, reasons[random.nextInt(reasons.length)]));
    }

    private void answer(Caller caller) {
        QueueEvent.Offered offer = one(caller);
        caller.answered(offer);
        talks++;
        say(new QueueCommand.OfferAnswered(caller.subject, offer.offer(), offer.agent()));
    }

    private void fail(Caller caller) {
        QueueEvent.Offered offer = one(caller);
        caller.rings.remove(offer.offer());
        OfferFailure[] failures = OfferFailure.values();
        say(
                new QueueCommand.OfferFailed(
                        caller.subject,
                        offer.offer(),
                        offer.agent(),
                        failures[random.nextInt(failures.length)]));
    }

    /** One of those whose phones ring. */
    private QueueEvent.Offered one(Caller caller) {
        List<QueueEvent.Offered> rung = caller.offers();
        return rung.get(random.nextInt(rung.size()));
    }

    /** Of an offer that is long gone, or was never made, to a caller who may be gone as well. */
    private void somethingSaidTooLate() {
        Subject subject =
                Subject.of(new CallId("%026d".formatted(1 + random.nextInt(nextCall + 1))));
        if (callers.has(subject)) {
            return;
        }
        OfferId gone = new OfferId("o" + lives + "-" + (1 + random.nextInt(offers + 1)));
        if (asked.containsKey(gone) || callers.isStanding(gone)) {
            return;
        }
        AgentId agent = WalkFloor.agent(random.nextInt(WalkFloor.AGENTS));
        say(
                switch (random.nextInt(5)) {
                    case 0 -> new QueueCommand.OfferAnswered(subject, gone, agent);
                    case 4 -> new QueueCommand.NobodyThere(subject, gone, agent);
                    case 1 -> new QueueCommand.TalkEnded(subject, gone, agent);
                    case 2 -> new QueueCommand.Leave(subject, LeaveReason.ABANDONED);
                    default ->
                            new QueueCommand.OfferFailed(
                                    subject, gone, agent, OfferFailure.NO_ANSWER);
                });
        say(random.nextBoolean() ? new FloorEvent.Reserved(gone) : new FloorEvent.LeaseLost(gone));
    }

    /** Of an agent who is asked for, rung or talked with. */
    private void leaseIsLost() {
        List<OfferId> held = new ArrayList<>(asked.keySet());
        callers.all().forEach(caller -> caller.offers().forEach(it -> held.add(it.offer())));
        if (!held.isEmpty() && random.nextInt(4) == 0) {
            OfferId lost = held.get(random.nextInt(held.size()));
            asked.remove(lost);
            say(new FloorEvent.LeaseLost(lost));
        }
    }

    /** An answer that was late comes. */
    private void storeAnswers() {
        if (!asked.isEmpty()) {
            OfferId offer = asked.keySet().iterator().next();
            asked.remove(offer);
            say(new FloorEvent.Reserved(offer));
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        say(new FloorEvent.TimePassed());
    }

    /** Something happens before the tick of what has fallen due meanwhile. */
    private void passUnnoticed(Duration time) {
        now = now.plus(time);
        switch (random.nextInt(5)) {
            case 0 -> join();
            case 1 -> say(new FloorEvent.AgentReachable(phone(true)));
            case 2 -> ask(WalkFloor.agent(random.nextInt(WalkFloor.AGENTS)), wish());
            default ->
                    callers.all().stream()
                            .filter(caller -> caller.phase() == WalkCallers.Phase.TALKING)
                            .findFirst()
                            .ifPresent(this::endTalk);
        }
        say(new FloorEvent.TimePassed());
    }

    /** The process dies; the next one gets what calls know of themselves, and phones register. */
    private void die() {
        dispatcher = new TwoClocks(settings, "o" + ++lives, now);
        offers = 0;
        asked.clear();
        callers.forgetChoices();
        take(dispatcher.on(new FloorEvent.PutAway(), now));
        for (String agent : reachable) {
            take(dispatcher.on(new FloorEvent.AgentReachable(new AgentId(agent)), now));
        }
        take(dispatcher.on(new FloorEvent.Carried(Set.of(), callers.carried(now)), now));
        take(dispatcher.on(new FloorEvent.Opened(), now));
    }

    /** Now and then it is said twice. */
    private void say(QueueCommand command) {
        say(new FloorEvent.CallSaid(command));
    }

    private void say(FloorEvent event) {
        take(dispatcher.on(event, now));
        if (random.nextInt(10) == 0) {
            take(dispatcher.on(event, now));
        }
    }

    private void take(List<TwoClocks.Decided> decisions) {
        List<OfferId> granted = new ArrayList<>();
        for (TwoClocks.Decided decided : decisions) {
            switch (decided.decision()) {
                case Decision.Reserve(OfferId offer, AgentId agent, _) -> {
                    if (!callers.isStanding(offer)) {
                        // a ring that was carried is not asked for anew
                        offers++;
                        callers.chosen(offer, agent, decided.at());
                        if (random.nextInt(5) == 0) {
                            asked.put(offer, agent);
                        } else {
                            granted.add(offer);
                        }
                    }
                }
                case Decision.Release(OfferId offer, _) -> {
                    asked.remove(offer);
                    callers.released(offer);
                }
                case Decision.Tell(QueueEvent event) -> callers.hear(event, decided.at());
                case Decision.Confirm _, Decision.HandOver _, Decision.AgentBecame _ -> {}
            }
        }
        for (OfferId offer : granted) {
            take(dispatcher.on(new FloorEvent.Reserved(offer), now));
        }
    }

    /** All goes well again: whoever waits is served, and everything comes to rest. */
    void windUp() {
        while (!asked.isEmpty()) {
            storeAnswers();
        }
        set(WalkFloor.settings());
        for (int n = 0; n < WalkFloor.AGENTS; n++) {
            say(new FloorEvent.AgentReachable(WalkFloor.agent(n)));
            ask(WalkFloor.agent(n), new AgentWish.Ready());
        }
        while (callers.size() > 0) {
            step++;
            for (Caller caller : callers.all()) {
                switch (caller.phase()) {
                    case WAITING -> {}
                    case RINGING -> answer(caller);
                    case TALKING -> {
                        callers.remove(caller);
                        say(
                                new QueueCommand.TalkEnded(
                                        caller.subject,
                                        caller.talk().offer(),
                                        caller.talk().agent()));
                    }
                }
                storeAnswers();
            }
            pass(Duration.ofSeconds(1));
            callers.check(dispatcher.late(), now, asked.values());
        }
        pass(Duration.ofHours(1));
        assertThat(dispatcher.late().nextDue()).as(where()).isEmpty();
        assertThat(dispatcher.late().view(now).agents())
                .as(where())
                .allMatch(agent -> agent.state() instanceof AgentState.Available);
        assertThat(talks).as("talks, %s", where()).isGreaterThan(step / 100);
        assertThat(hands).as("moved or reprioritised, %s", where()).isGreaterThan(step / 500);
        assertThat(changed).as("set otherwise, %s", where()).isGreaterThan(step / 400);
        assertThat(callers.atOnce()).as("phones at once, %s", where()).isGreaterThan(2);
        assertThat(callers.overflows())
                .as("moved by a rule, %s", where())
                .isGreaterThan(step / 1_000);
    }

    private String where() {
        return "seed " + seed + ", step " + step;
    }

    private void ask(AgentId agent, AgentWish wish) {
        say(new FloorEvent.AgentAsked(new AgentRequest(agent, wish, "walk")));
    }

    private AgentWish wish() {
        return switch (random.nextInt(20)) {
            case 0 -> new AgentWish.Pause(PauseReason.DEFAULTS.get(random.nextInt(2)));
            case 1 -> new AgentWish.LogOut();
            case 2 -> new AgentWish.MoreWrapUp(Duration.ofSeconds(random.nextInt(3_000)));
            default -> new AgentWish.Ready();
        };
    }
}
