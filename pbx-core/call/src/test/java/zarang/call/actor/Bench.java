package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import zarang.call.AgentId;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallAnswering;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.member.Member;
import zarang.call.plan.AgentCode;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;
import zarang.call.plan.SupervisedTalk;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.NumberToRing;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.call.verb.CallbackTask;
import zarang.testkit.NothingLeft;

/** An exchange with every port in the test's hands, under a virtual clock. */
final class Bench {
    static final Member GOLD = new Member(new MemberId("m1"), "", Tier.GOLD, Points.of(12));
    static final AgentId AGENT = new AgentId("2001");

    final VirtualLoop loop = new VirtualLoop();
    final List<LegCommand> engine = new ArrayList<>();
    final List<QueueCommand> acd = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    private final WatcherInHand watcher = new WatcherInHand(this::port);
    final List<CallTermination> ended = watcher.ended;
    final List<Throwable> broken = watcher.broken;
    final List<String> unsecured = watcher.unsecured;
    final List<LegEvent> strays = watcher.strays;
    final LegIds legs = new LegIds();
    final PlacesInHand places = new PlacesInHand(this::port);
    final RecorderInHand recorder = new RecorderInHand(this::port);
    final ClubInHand club = new ClubInHand(this::port);

    /** Told before and after each call of a port: may throw. */
    BiConsumer<String, Boolean> fault = (port, done) -> {};

    /** A test that breaks a call on purpose says so. */
    boolean mayBreak;

    /** What the engine does not hear. */
    Predicate<LegCommand> mute = command -> false;

    /** What the floor does not hear. */
    Predicate<QueueCommand> deaf = command -> false;

    private boolean faulted;

    /** Agents who were rung for a call and are not given back. */
    private final Map<OfferId, Subject> reserved = new HashMap<>();

    /** Agents who are in a call of their own. */
    final Map<AgentId, Subject> engaged = new HashMap<>();

    /** Legs of the engine, and those of them that it was told to end and that have not. */
    private final Set<LegId> live = new LinkedHashSet<>();

    private final Set<LegId> toldToEnd = new LinkedHashSet<>();

    private long newestLeg;
    CompletableFuture<ServiceAnswer> directory = CompletableFuture.completedFuture(found());

    /** What the journal says of whether an entry is durable. */
    CompletableFuture<JournalEntry> disk = CompletableFuture.completedFuture(null);

    Function<ScriptEvent, List<ScriptCommand>> script = new LookUpThenQueue();

    /** Whom scripts can ask. */
    final Map<String, ScriptService> services = new HashMap<>();

    /** Where what agents dial leads. */
    DialPlan plan = DialPlan.CLOSED;

    final Exchange exchange;

    Bench() {
        this(new ExchangeSettings(100, Duration.ofHours(4)));
    }

    Bench(ExchangeSettings settings) {
        NothingLeft.watch(this, this::assertNothingIsLeftOver);
        services.put("member", this::who);
        exchange =
                new Exchange(
                        settings,
                        loop,
                        new CallPorts(
                                new EngineInHand(command -> port("engine", () -> execute(command))),
                                command -> port("acd", () -> tell(command)),
                                dialled -> {
                                    port("scripts", () -> {});
                                    return dialled.equals("1000")
                                            ? Optional.of(new Run())
                                            : Optional.empty();
                                },
                                club,
                                services,
                                recorder,
                                entry -> {
                                    port("journal", () -> append(entry));
                                    return disk;
                                },
                                watcher,
                                legs,
                                places,
                                new Plan()),
                        new Random(1));
    }

    /** The club: a caller without a number is asked about in vain. */
    private CompletionStage<ServiceAnswer> who(ServiceQuestion question) {
        port("members", () -> {});
        return question.caller().isEmpty()
                ? CompletableFuture.completedFuture(new ServiceAnswer.Given("withheld"))
                : directory;
    }

    private void port(String name, Runnable effect) {
        try {
            fault.accept(name, false);
            effect.run();
            fault.accept(name, true);
        } catch (RuntimeException | Error made) {
            faulted = true;
            throw made;
        }
    }

    /**
     * Ends what is still on, has the engine report every end that was asked for, and looks whether
     * anything is left. Not after a fault that the test made: what may be left then, it says.
     */
    void assertNothingIsLeftOver() {
        if (faulted) {
            return;
        }
        fault = (port, done) -> {};
        if (!mayBreak) {
            assertThat(broken).as("calls that broke").isEmpty();
        }
        exchange.drain(Duration.ZERO, () -> {});
        loop.advance(Exchange.LAST_WORDS);
        assertThat(toldToEnd).as("legs").containsAll(live);
        List<LegEvent> ends = new ArrayList<>();
        toldToEnd.forEach(leg ->
                ends.add(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.RELEASED, "")));
        strays.clear();
        ends.forEach(this::onLeg);
        assertThat(strays).as("ends that nobody expected").isEmpty();
        ends.forEach(this::onLeg);
        assertThat(strays).as("legs that are forgotten after their end").isEqualTo(ends);
        assertThat(exchange.activeCalls()).as("calls").isZero();
        assertThat(exchange.parkedCallers()).as("callers who are parked").isZero();
        assertThat(loop.pendingTimers()).as("timers").isZero();
        assertThat(recorder.open).as("recordings").isZero();
        assertThat(places.kept).as("places in queues").isEmpty();
        assertThat(engaged).as("agents in a call that is over").isEmpty();
        assertThat(reserved.keySet()).as("agents reserved for a call").isEmpty();
    }

    LegId arrive() {
        return arrive("1000");
    }

    LegId arrive(String dialled) {
        return arrive(dialled, List.of(new WrittenNumber("+989121234567", false)));
    }

    LegId arriveWithheld() {
        return arrive("1000", List.of());
    }

    LegId arrive(String dialled, List<WrittenNumber> caller) {
        LegId leg = legs.next();
        newestLeg = leg.value();
        onLeg(
                new LegEvent.Arrived(
                        leg, caller, dialled, ArrivalOrigin.ofTrunk("lab", true), "x@y"));
        loop.settle();
        return leg;
    }

    /** A caller who is answered and waits in the queue. */
    LegId waiting() {
        LegId caller = arrive();
        onLeg(new LegEvent.Answered(caller));
        loop.settle();
        exchange.onQueue(new QueueEvent.Joined(call(), last(QueueCommand.Join.class).queue(), 1));
        loop.settle();
        return caller;
    }

    /** Offers the agent to the last call; gives the agent's leg. */
    LegId offer(String offer) {
        offer(call(), offer);
        return lastCommand(LegCommand.Dial.class).leg();
    }

    /** Offers the agent to {@code call}, which may have no use for it: then nobody is reserved. */
    void offer(CallId call, String offer) {
        long rung = rung();
        exchange.onQueue(
                new QueueEvent.Offered(
                        call,
                        new OfferId(offer),
                        AGENT,
                        new DialTarget.Registered("2001"),
                        Duration.ofSeconds(20)));
        if (rung() > rung) {
            reserved.put(new OfferId(offer), Subject.of(call));
        }
    }

    /** Offers the agent a call-back; gives the agent's leg. */
    LegId offer(CallbackTask task, String offer) {
        Subject subject = new Subject("callback", task.id());
        reserved.put(new OfferId(offer), subject);
        exchange.callBack(
                task,
                new QueueEvent.Offered(
                        subject,
                        new OfferId(offer),
                        AGENT,
                        new DialTarget.Registered("2001"),
                        Duration.ofSeconds(20)));
        loop.settle();
        return lastCommand(LegCommand.Dial.class).leg();
    }

    /** The floor takes an offer of {@code call} back. */
    void revoke(CallId call, String offer) {
        reserved.remove(new OfferId(offer));
        exchange.onQueue(new QueueEvent.OfferRevoked(call, new OfferId(offer)));
    }

    /** The floor has the agent of that offer back by itself. */
    void takenBack(OfferId offer) {
        reserved.remove(offer);
    }

    /** The engine says so. */
    void onLeg(LegEvent event) {
        switch (event) {
            case LegEvent.Arrived arrived -> live.add(arrived.leg());
            case LegEvent.Ended ended -> {
                live.remove(ended.leg());
                toldToEnd.remove(ended.leg());
            }
            case LegEvent.Answered answered -> {}
            case LegEvent.Ringing ringing -> {}
            case LegEvent.Digit digit -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Held held -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> {}
        }
        exchange.onLeg(event);
    }

    private long rung() {
        return engine.stream().filter(LegCommand.Dial.class::isInstance).count();
    }

    /** Tells the newest call that waits, if there is one, that it waits and has an agent. */
    void tryOffer(String offer) {
        if (acd.isEmpty() || !(acd.getLast() instanceof QueueCommand.Join join)) {
            return;
        }
        exchange.onQueue(new QueueEvent.Joined(join.subject(), join.queue(), 1));
        offer(join.subject().call().orElseThrow(), offer);
    }

    /** The leg that was used {@code back} legs ago. */
    LegId recentLeg(int back) {
        return new LegId(Math.max(1, newestLeg - back));
    }

    CallId call() {
        return journal.getLast().subject().call().orElseThrow();
    }

    /** A bridge of the newest call. */
    BridgeId bridge(int number) {
        return new BridgeId(call(), number);
    }

    /** What consumers get of it: not the intent to answer. */
    List<String> facts() {
        return journal.stream()
                .filter(entry -> !(entry.fact() instanceof CallAnswering))
                .map(entry -> entry.fact().type().name())
                .toList();
    }

    <T extends Fact> T fact(Class<T> type) {
        return journal.stream()
                .map(JournalEntry::fact)
                .filter(type::isInstance)
                .map(type::cast)
                .toList()
                .getLast();
    }

    <T extends QueueCommand> T last(Class<T> type) {
        return acd.stream().filter(type::isInstance).map(type::cast).toList().getLast();
    }

    /** The same of one who has lost whom it talked with. */
    static QueueCommand.Join again(QueueCommand.Join first) {
        return new QueueCommand.Join(
                first.subject(),
                first.queue(),
                first.tier(),
                first.enqueuedAt(),
                first.ahead(),
                first.wants(),
                true);
    }

    <T extends LegCommand> T lastCommand(Class<T> type) {
        return engine.stream().filter(type::isInstance).map(type::cast).toList().getLast();
    }

    private void execute(LegCommand command) {
        engine.add(command);
        if (mute.test(command)) {
            return;
        }
        if (command instanceof LegCommand.Dial dial) {
            live.add(dial.leg());
            newestLeg = Math.max(newestLeg, dial.leg().value());
        } else if (command instanceof LegCommand.HangUp || command instanceof LegCommand.Reject) {
            toldToEnd.add(command.leg());
        }
    }

    private void tell(QueueCommand command) {
        acd.add(command);
        if (deaf.test(command)) {
            return;
        }
        switch (command) {
            case QueueCommand.Leave leave -> {
                reserved.values().removeIf(leave.subject()::equals);
                engaged.values().removeIf(leave.subject()::equals);
            }
            case QueueCommand.OfferFailed failed -> reserved.remove(failed.offer());
            case QueueCommand.TalkEnded ended -> reserved.remove(ended.offer());
            case QueueCommand.NobodyThere nobody -> reserved.remove(nobody.offer());
            case QueueCommand.Join join -> {}
            case QueueCommand.AskPlace ask -> {}
            case QueueCommand.OfferAnswered answered ->
                    reserved.entrySet()
                            .removeIf(other ->
                                    other.getValue().equals(answered.subject())
                                            && !other.getKey().equals(answered.offer()));
            case QueueCommand.Engage engage -> engaged.put(engage.agent(), engage.subject());
            case QueueCommand.Disengage free -> engaged.remove(free.agent(), free.subject());
        }
    }

    /** The same entry twice is one entry, as in Redis. */
    private void append(JournalEntry entry) {
        if (!journal.contains(entry)) {
            journal.add(entry);
        }
    }

    private final class Run implements ScriptRun {
        /** As a flow does, it only says its last words from then on. */
        private boolean stopped;

        @Override
        public String script() {
            return "hotline";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String language() {
            return "fa";
        }

        @Override
        public List<ScriptCommand> on(ScriptEvent event) {
            port("script", () -> {});
            stopped |= event instanceof ScriptEvent.Stopping;
            boolean late =
                    event instanceof ScriptEvent.Told || event instanceof ScriptEvent.TimerFired;
            return stopped && late ? List.of() : script.apply(event);
        }
    }

    static ServiceAnswer found() {
        return new ServiceAnswer.Given("found", Map.of(), Optional.of(GOLD));
    }

    /** The plan that the test has put there last. */
    private final class Plan implements DialPlan {
        @Override
        public Route route(CallId call, AgentId agent, String dialled) {
            return plan.route(call, agent, dialled);
        }

        @Override
        public Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
            return plan.routeOfScript(call, script, number);
        }

        @Override
        public Route.ToSomebody routeOfCallback(CallId call, QueueName queue, PhoneNumber number) {
            return plan.routeOfCallback(call, queue, number);
        }

        @Override
        public FeatureCodes codes() {
            return plan.codes();
        }

        @Override
        public Optional<DialTarget> supervisor(AgentId agent) {
            return plan.supervisor(agent);
        }

        @Override
        public Optional<AgentCode> ownState(String dialled) {
            return plan.ownState(dialled);
        }

        @Override
        public Optional<SupervisedTalk> supervised(AgentId agent, String dialled) {
            return plan.supervised(agent, dialled);
        }
    }
}
