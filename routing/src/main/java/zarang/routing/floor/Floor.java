package zarang.routing.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;
import zarang.call.queue.Acd;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentStateChanged;
import zarang.routing.agent.AgentWish;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.Decision;
import zarang.routing.dispatch.Dispatcher;
import zarang.routing.dispatch.FloorEvent;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;
import zarang.routing.estimate.LearntPace;
import zarang.routing.reserve.LeaseCounts;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Leases;
import zarang.routing.reserve.Reservations;

/**
 * The ACD of one process: gives the dispatcher its events and its time, and does what it decides.
 * Control loop only; it may be made elsewhere, before the loop runs.
 *
 * <p>The floor's clock starts at wall-clock time and then runs on the loop's monotonic one, so a
 * wall clock that is set does not keep agents in wrap-up or callers out of their order. One timer,
 * set to what falls due next, serves all deadlines.
 */
public final class Floor implements Acd, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Floor.class);

    private final ControlLoop loop;
    private final Journal journal;
    private final Consumer<QueueEvent> events;
    private final String name;
    private final Instant start;
    private final long startNanos;
    private final Dispatcher dispatcher;
    private final Leases leases;
    private Optional<Instant> armedFor = Optional.empty();
    private @Nullable Timer timer;
    private final ServedWaits served = new ServedWaits();
    private boolean closed;
    private long written;

    /** How often another process took over: what was to be told before that is its to tell. */
    private int tenure;

    /**
     * A floor with nobody on it but the agents of fixed contact.
     *
     * @param node names this process among those that share the reservations; see {@link
     *     zarang.routing.reserve.RedisReservations}
     * @param journal gets each change of an agent's state
     * @param events told on the control loop, in order, never from inside a method of this class
     */
    public Floor(
            ControlLoop loop,
            FloorSettings settings,
            LeaseSettings leaseSettings,
            Reservations reservations,
            String node,
            Journal journal,
            Consumer<QueueEvent> events) {
        this.loop = loop;
        this.journal = journal;
        this.events = events;
        start = loop.instant();
        startNanos = loop.nanos();
        name = node + "-" + Long.toString(start.toEpochMilli(), 36);
        dispatcher = new Dispatcher(settings, name, start);
        leases = new Leases(loop, reservations, leaseSettings, new OnLease());
    }

    @Override
    public void tell(QueueCommand command) {
        FloorLog.of(command);
        if (command instanceof QueueCommand.TalkEnded talk) {
            served.note(talk);
        }
        step(new FloorEvent.CallSaid(onFloorClock(command)));
    }

    /**
     * A phone registered for this agent, first or anew (also from another address); best not for a
     * mere refresh. Ends {@code NotReady} and rest. Ids of phones that are no agents are ignored.
     */
    public void agentReachable(AgentId agent) {
        step(new FloorEvent.AgentReachable(agent));
    }

    /** The agent's last registration was removed or has expired. */
    public void agentUnreachable(AgentId agent) {
        step(new FloorEvent.AgentUnreachable(agent));
    }

    /** An agent is to do something: at once, or as soon as it has finished what it is in. */
    public void ask(AgentRequest request) {
        step(new FloorEvent.AgentAsked(request));
    }

    /** Moves or reprioritises one who waits, if it can be now. */
    public LineResult ask(LineRequest request) {
        assert loop.isLoop();
        LineResult result = dispatcher.look(request);
        if (result == LineResult.DONE) {
            step(new FloorEvent.LineAsked(request));
        }
        return result;
    }

    /** Those who are in a queue: whose agent rings, then the others in the order of service. */
    public List<WaitingCaller> waiting(QueueName queue) {
        assert loop.isLoop();
        return dispatcher.waiting(queue, now());
    }

    /** What agents were asked before this process decided; see {@link FloorEvent.Stood}. */
    public void stand(Map<AgentId, AgentWish> wishes) {
        step(new FloorEvent.Stood(wishes));
    }

    /** How fast each queue moved lately, for whoever decides next. O(queues). */
    public Map<QueueName, LearntPace> learnt() {
        assert loop.isLoop();
        return dispatcher.learnt(now());
    }

    /** How fast queues moved under whoever decided before. */
    public void learn(Map<QueueName, LearntPace> paces) {
        step(new FloorEvent.Learnt(paces));
    }

    /**
     * Another process decides from now on; see {@link FloorEvent.PutAway}. No state of an agent is
     * written down until {@link #open}.
     */
    public void putAway() {
        tenure++;
        step(new FloorEvent.PutAway());
    }

    /** Takes over callers whom another process had; see {@link FloorEvent.Carried}. */
    public void carry(Set<Subject> known, List<CarriedCaller> callers) {
        step(new FloorEvent.Carried(known, callers));
    }

    /** Decides from now on, after {@link #putAway}; writes down what each agent does. */
    public void open() {
        step(new FloorEvent.Opened());
    }

    /**
     * Sets the floor otherwise while it runs: nobody is logged out, nobody's waiting is forgotten.
     *
     * @return why it cannot be now, and then nothing changed; empty if it is done
     */
    public List<String> change(FloorSettings settings) {
        List<String> refusals = refusals(settings);
        if (refusals.isEmpty()) {
            step(new FloorEvent.Changed(settings));
        }
        return refusals;
    }

    /** Why the floor cannot be set so now, one reason a line; empty if it can. */
    public List<String> refusals(FloorSettings settings) {
        assert loop.isLoop();
        return dispatcher.refusals(settings);
    }

    /** How it is set now. */
    public FloorSettings settings() {
        assert loop.isLoop();
        return dispatcher.settings();
    }

    /** The floor at this moment. O(callers + agents). */
    public FloorView view() {
        assert loop.isLoop();
        return dispatcher.view(now());
    }

    public LeaseCounts leaseCounts() {
        assert loop.isLoop();
        return leases.counts();
    }

    /** Gives all agents back and stops; nothing is told to the calls, which end by themselves. */
    @Override
    public void close() {
        assert loop.isLoop();
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
        leases.close();
    }

    private void step(FloorEvent event) {
        assert loop.isLoop();
        if (closed) {
            return;
        }
        List<Decision> decisions = dispatcher.on(event, now());
        decisions.forEach(this::act);
        assert addsUp();
        arm();
    }

    private void act(Decision decision) {
        switch (decision) {
            case Decision.Reserve d -> leases.reserve(d.offer(), d.agent(), d.ringTimeout());
            case Decision.Confirm d -> leases.confirm(d.offer(), d.agent());
            case Decision.Release d -> leases.release(d.offer(), d.agent());
            case Decision.HandOver d -> leases.handOver(d.offer());
            case Decision.Tell d -> tell(d.event(), tenure);
            case Decision.AgentBecame d -> note(d);
        }
    }

    private void note(Decision.AgentBecame became) {
        Optional<CallerWait> wait = served.of(became);
        if (dispatcher.isHeld()) {
            return; // it is another's to say
        }
        log.info(
                "agent.became agent={} state={} reason={} by={}",
                became.agent(),
                became.state().label(),
                became.state().why().orElse("none"),
                became.by().orElse("none"));
        journal.append(
                new JournalEntry(
                        name + "." + ++written,
                        Subject.of(became.agent()),
                        loop.instant(),
                        AgentStateChanged.to(became.state(), became.by(), wait)));
    }

    private void tell(QueueEvent event, int decidedIn) {
        loop.post(() -> {
            if (decidedIn == tenure) {
                deliver(event);
            }
        });
    }

    /** What crossed on its way with a command that made it untrue is not said. */
    private void deliver(QueueEvent event) {
        boolean stands =
                switch (event) {
                    case QueueEvent.Offered e -> dispatcher.isRinging(e.offer());
                    case QueueEvent.OfferRevoked e -> !dispatcher.isTalking(e.offer());
                    case QueueEvent.Joined _,
                            QueueEvent.Placed _,
                            QueueEvent.Moved _,
                            QueueEvent.Reprioritised _,
                            QueueEvent.Over _ ->
                            true;
                };
        if (stands && !closed) {
            FloorLog.of(event);
            events.accept(event);
        }
    }

    private void arm() {
        Optional<Instant> due = dispatcher.nextDue();
        if (due.equals(armedFor)) {
            return;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        armedFor = due;
        due.ifPresent(at -> timer = loop.schedule(Duration.between(now(), at), this::wake));
    }

    private void wake() {
        armedFor = Optional.empty();
        timer = null;
        step(new FloorEvent.TimePassed());
    }

    private Instant now() {
        return start.plusNanos(loop.nanos() - startNanos);
    }

    /** A call measures by the wall clock; what counts is how long ago it was. */
    private QueueCommand onFloorClock(QueueCommand command) {
        if (!(command instanceof QueueCommand.Join join)) {
            return command;
        }
        Duration age = Duration.between(join.enqueuedAt(), loop.instant());
        return new QueueCommand.Join(
                join.subject(),
                join.queue(),
                join.tier(),
                now().minus(age),
                join.ahead(),
                join.wants(),
                join.again());
    }

    private boolean addsUp() {
        List<String> violations = dispatcher.violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the floor does not add up: " + violations);
        }
        return true;
    }

    private final class OnLease implements Leases.Listener {
        @Override
        public void granted(OfferId offer) {
            step(new FloorEvent.Reserved(offer));
        }

        @Override
        public void lost(OfferId offer) {
            step(new FloorEvent.LeaseLost(offer));
        }
    }

    /** How the phone of an agent is rung; empty if there is no such agent. */
    public Optional<DialTarget> phoneOf(AgentId agent) {
        return dispatcher.settings().agents().stream()
                .filter(each -> each.id().equals(agent))
                .findFirst()
                .map(AgentSettings::target);
    }
}
