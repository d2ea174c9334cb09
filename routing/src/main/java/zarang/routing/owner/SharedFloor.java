package zarang.routing.owner;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Acd;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.FloorView;
import zarang.routing.floor.Floor;
import zarang.routing.reserve.Fence;

/**
 * The ACD of a process that shares its queues and agents with others: one of them, the owner,
 * decides for all. Control loop only; nothing on it waits.
 *
 * <p>Who does not own the floor tells the owner what its calls say, and its calls what the owner
 * decides. It keeps a book of its own callers, and tells all of it to whoever owns the floor next:
 * they wait, ring and talk on. While nobody who owns it can be reached, each process decides for
 * its own callers, as a process that is alone does always: {@link zarang.routing.reserve.Leases}
 * then keep two from one agent as far as they can.
 */
public final class SharedFloor implements Acd, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedFloor.class);

    /** How often each process says that it lives. */
    private static final Duration BEAT = Duration.ofMillis(500);

    /** The same while it is not known who owns the floor. */
    private static final Duration START_BEAT = Duration.ofMillis(50);

    /**
     * An owner who was not confirmed for so long decides for others no more; before the lease ends.
     */
    private static final Duration OWN_LIMIT = Duration.ofSeconds(2);

    /** So long a start waits to know whether there is an owner. */
    private static final Duration START_LIMIT = Duration.ofSeconds(1);

    /** So long a new owner waits for all to tell of their callers before anybody is offered. */
    private static final Duration GATHER_LIMIT = Duration.ofSeconds(1);

    /** So long an owner who did not answer is let be. */
    private static final Duration SHUN = Duration.ofSeconds(10);

    private final ControlLoop loop;
    private final Floor floor;
    private final FloorPeers peers;
    private final Fence fence;
    private final Consumer<QueueEvent> events;
    private final CallerBook book = new CallerBook();
    private final OwnerTally tally = new OwnerTally();
    private final SettingsHash settings = new SettingsHash();
    private final Guests guests;
    private final KeptWishes wishes;
    private final KeptPaces paces;
    private final OwnerQuestions questions;
    private final Heartbeat heart;
    private FloorPart part = FloorPart.STARTING;
    private FloorPeers.Ownership known = new FloorPeers.Ownership("", 0, "", List.of());
    private @Nullable Following following;
    private boolean wants = true;
    private boolean closed;
    private long goodNanos;
    private long gatherNanos;
    private long shunnedFence;
    private long shunnedNanos;

    /**
     * Takes the floor over: it decides nothing until it is known who does.
     *
     * @param floor of this process; what it tells is to be given to {@link #onFloor}
     * @param fence of the leases of this process
     * @param events told on the control loop, in order, never from inside a method of this class
     */
    public SharedFloor(
            ControlLoop loop,
            Floor floor,
            FloorPeers peers,
            Fence fence,
            Consumer<QueueEvent> events) {
        this.loop = loop;
        this.floor = floor;
        this.peers = peers;
        this.fence = fence;
        this.events = events;
        guests = new Guests(loop, peers, floor, tally);
        wishes = new KeptWishes(loop, peers, floor);
        paces = new KeptPaces(loop, peers, floor);
        questions = new OwnerQuestions(loop, peers, floor, wishes);
        heart = new Heartbeat(loop, peers, new Body());
    }

    /** Begins to look for the others. Any thread; once. */
    public void start() {
        loop.post(() -> {
            goodNanos = loop.nanos();
            floor.putAway();
            peers.listen(letter -> loop.post(() -> read(letter)));
            heart.beat();
        });
    }

    @Override
    public void tell(QueueCommand command) {
        if (part == FloorPart.FOLLOWING && following != null) {
            following.say(command);
            return;
        }
        book.said(command, loop.instant(), loop.nanos(), 0);
        if (part != FloorPart.STARTING) {
            floor.tell(command);
        }
    }

    /** The floor here decided. Control loop, never from inside a method of {@link Floor}. */
    public void onFloor(QueueEvent event) {
        if (!guests.tell(event)) {
            deliver(event, Long.MAX_VALUE);
        }
    }

    private void deliver(QueueEvent event, long heard) {
        if (book.heard(event, heard, loop.nanos())) {
            events.accept(event);
        }
    }

    /** Asks whoever decides; after 2 s at most. Fails with {@link NoOwnerException}. */
    public <T> CompletionStage<T> ask(OwnerQuestion<T> question) {
        return part == FloorPart.STARTING
                ? OwnerQuestions.nobody()
                : questions.ask(following, question);
    }

    /** What this process decides, for its figures: their sum counts nobody twice. */
    public FloorView view() {
        FloorView view = floor.view();
        return part == FloorPart.STARTING || part == FloorPart.FOLLOWING
                ? view.withoutAgents()
                : view;
    }

    public OwnerCounts counts() {
        return tally.counts(part, known, settings.differs());
    }

    /** Owns the floor no more, so that another can; calls under way go on. For a drain. */
    public void giveUp() {
        assert loop.isLoop();
        wants = false;
        paces.keepAtOnce(part);
        heart.hurry();
    }

    /** Nothing is told to the calls, which end by themselves; the floor is closed apart. */
    @Override
    public void close() {
        assert loop.isLoop();
        closed = true;
        paces.keepAtOnce(part);
        heart.close();
        stopFollowing();
        guests.clear();
        questions.close();
        var _ = peers.leave();
    }

    private final class Body implements Heartbeat.Body {
        @Override
        public Duration pause() {
            return part == FloorPart.STARTING ? START_BEAT : BEAT;
        }

        @Override
        public FloorPeers.Beat beat() {
            lookAtTheTime();
            if (part.decidesForAll()) {
                guests.pulse();
                wishes.keepAll();
                paces.keep();
            } else if (following != null) {
                questions.handOver(following);
            }
            return new FloorPeers.Beat(
                    part.decidesForAll() ? known.fence() : 0, wants, settings.of(floor.settings()));
        }

        @Override
        public void owned(FloorPeers.Ownership ownership, long askedNanos) {
            answered(askedNanos, ownership);
        }
    }

    /** What nobody says in time. */
    private void lookAtTheTime() {
        switch (part) {
            case STARTING -> aloneIf(isOver(goodNanos, START_LIMIT), "no-redis");
            case GATHERING -> {
                if (isOver(gatherNanos, GATHER_LIMIT)) {
                    open();
                }
                aloneIf(isOver(goodNanos, OWN_LIMIT), "not-confirmed");
            }
            case OWNER -> aloneIf(isOver(goodNanos, OWN_LIMIT), "not-confirmed");
            case FOLLOWING -> {
                if (following != null
                        && following.isMute()
                        && !isOver(goodNanos, BEAT.multipliedBy(3))) {
                    shunnedFence = following.fence();
                    shunnedNanos = loop.nanos();
                    aloneIf(true, "owner-mute");
                } else {
                    aloneIf(isOver(goodNanos, FloorPeers.LEASE), "no-redis");
                }
            }
            case ALONE -> {}
        }
    }

    private boolean isOver(long sinceNanos, Duration limit) {
        return loop.nanos() - sinceNanos >= limit.toNanos();
    }

    private void answered(long askedNanos, FloorPeers.Ownership answer) {
        goodNanos = askedNanos;
        boolean same = answer.fence() == known.fence() && answer.owner().equals(known.owner());
        known = answer;
        settings.compare(floor.settings(), answer, loop.nanos());
        if (answer.owner().equals(peers.self())) {
            owned(same);
        } else if (answer.owner().isEmpty()) {
            nobodys();
        } else {
            owned(answer);
            wishes.follow();
        }
    }

    /** This process owns it. */
    private void owned(boolean same) {
        boolean taken = !same || !part.decidesForAll();
        if (taken) {
            take();
        }
        guests.living(known.living());
        if (taken) {
            guests.pulse(); // so that they tell of their callers at once
        }
        settle();
    }

    /** Somebody told of its callers, or is gone. */
    private void settle() {
        fence.set(known.fence(), guests.isComplete());
        if (part == FloorPart.GATHERING && guests.isComplete() && wishes.isRead()) {
            open();
        }
    }

    private void take() {
        log.info("floor.owned fence={} was={}", known.fence(), part);
        tally.takenOver++;
        guests.begin(known.fence());
        fence.set(known.fence(), false);
        paces.beginAnew();
        wishes.beginAnew(this::settle);
        if (part == FloorPart.ALONE || part == FloorPart.OWNER) {
            part = FloorPart.OWNER;
            return;
        }
        stopFollowing();
        floor.carry(Set.of(), book.callers(loop.nanos()));
        book.beginAnew();
        gatherNanos = loop.nanos();
        part = FloorPart.GATHERING;
    }

    /** All who live have told of their callers, or were waited for long enough. */
    private void open() {
        part = FloorPart.OWNER;
        floor.open();
    }

    /** Another process owns it. */
    private void owned(FloorPeers.Ownership other) {
        if (following != null
                && following.fence() == other.fence()
                && following.owner().equals(other.owner())) {
            return;
        }
        boolean shunned =
                other.fence() == shunnedFence
                        && !isOver(shunnedNanos, SHUN)
                        && part == FloorPart.ALONE;
        if (shunned) {
            return;
        }
        log.info("floor.follows owner={} fence={} was={}", other.owner(), other.fence(), part);
        stopFollowing();
        var _ = guests.clear();
        fence.set(0, false);
        if (part != FloorPart.STARTING && part != FloorPart.FOLLOWING) {
            floor.putAway();
        }
        part = FloorPart.FOLLOWING;
        following = new Following(loop, peers, book, tally, other);
        following.begin();
    }

    /** Nobody does, for this process gave it up and there is no other. */
    private void nobodys() {
        if (part.decidesForAll()) {
            guests.gaveUp();
        }
        aloneIf(true, "no-owner");
    }

    private void aloneIf(boolean really, String why) {
        if (!really || part == FloorPart.ALONE) {
            return;
        }
        log.info("floor.alone why={} was={}; each server decides for its own callers", why, part);
        stopFollowing();
        floor.carry(guests.clear(), List.of());
        fence.set(0, false);
        switch (part) {
            case STARTING, FOLLOWING -> {
                floor.carry(Set.of(), book.callers(loop.nanos()));
                book.beginAnew();
                wishes.stand();
                floor.open();
            }
            case GATHERING -> floor.open();
            case OWNER, ALONE -> {}
        }
        part = FloorPart.ALONE;
    }

    private void stopFollowing() {
        if (following != null) {
            following.close();
            following = null;
        }
    }

    private void read(String text) {
        if (closed) {
            return;
        }
        Letter letter = LetterText.read(text, loop.instant()).orElse(null);
        if (letter == null) {
            tally.dropped++;
        } else if (letter.fence() == known.fence()) {
            on(letter);
        } else if (letter.fence() > known.fence()) {
            heart.hurry(); // somebody else owns it
        } else {
            tally.dropped++;
        }
    }

    private void answer(Letter.Ask asked, OwnerAnswer answer) {
        if (part.decidesForAll() && asked.fence() == known.fence()) {
            guests.answer(
                    asked.from(),
                    new Letter.Answer(peers.self(), asked.fence(), asked.question(), answer));
        }
    }

    private void on(Letter letter) {
        boolean owns = part.decidesForAll();
        switch (letter) {
            case Letter.Begin l when owns -> {
                guests.on(l);
                settle();
            }
            case Letter.Said l when owns -> guests.on(l);
            case Letter.Ask l when owns ->
                    questions.here(l.asked()).thenAccept(answer -> answer(l, answer));
            case Letter.Told l when following != null -> {
                if (following.isNext(l)) {
                    deliver(l.event(), l.heard());
                }
            }
            case Letter.Pulse l when following != null -> following.on(l);
            case Letter.Answer l -> questions.on(l);
            case Letter.GaveUp _ -> heart.hurry();
            case Letter.Begin _, Letter.Said _, Letter.Ask _, Letter.Told _, Letter.Pulse _ ->
                    tally.dropped++;
        }
    }
}
