package zarang.routing.callback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.call.verb.CallbackTask;
import zarang.routing.queue.FollowUp;

/** A process: its floor and its calls are in the test's hands. */
final class DiallingServer implements CallbackLink {
    static final QueueName SALES = new QueueName("sales");
    static final AgentId AGENT = new AgentId("2001");
    static final Duration GAP = Duration.ofMinutes(10);

    private final VirtualLoop loop;
    final List<QueueCommand> floor = new ArrayList<>();
    final List<CallbackTask> begun = new ArrayList<>();
    final List<QueueEvent> toCalls = new ArrayList<>();
    final Callbacks callbacks;
    final CallingBack side;
    @Nullable String against;
    boolean full;
    long calls;

    /** As its floor is set now. */
    Map<QueueName, FollowUp> rules = Map.of(SALES, rule(2, 2));

    DiallingServer(
            VirtualLoop loop,
            CallbackStoreInMemory store,
            Map<String, JournalEntry> journal,
            String node) {
        this.loop = loop;
        callbacks =
                new Callbacks(
                        loop,
                        store,
                        entry -> {
                            journal.put(entry.id(), entry);
                            return CompletableFuture.completedFuture(entry);
                        },
                        new Random(7));
        side = new CallingBack(loop, callbacks, node, PhoneNumber::maybe);
        side.start();
        side.connect(this);
    }

    @Override
    public void tell(QueueCommand command) {
        floor.add(command);
    }

    @Override
    public Optional<CallId> begin(CallbackTask task, QueueEvent.Offered offered) {
        if (full) {
            return Optional.empty();
        }
        begun.add(task);
        return Optional.of(call(++calls));
    }

    @Override
    public void tell(CallId call, QueueEvent event) {
        toCalls.add(event);
    }

    @Override
    public Optional<String> against(QueueName queue, PhoneNumber number) {
        return Optional.ofNullable(against);
    }

    @Override
    public boolean isQueue(QueueName queue) {
        return queue.equals(SALES);
    }

    @Override
    public Map<QueueName, FollowUp> rules() {
        return rules;
    }

    @Override
    public Duration missedAfter(QueueName queue) {
        return queue.equals(SALES) ? GAP : Duration.ZERO;
    }

    @Override
    public Duration offset(Tier tier) {
        return tier.equals(Tier.GOLD) ? Duration.ofMinutes(5) : Duration.ZERO;
    }

    @Override
    public Tier lowestTier() {
        return Tier.BRONZE;
    }

    String book(PhoneNumber number, Tier tier, Duration waited) {
        return callbacks
                .book(
                        new Callbacks.Wanted(
                                SALES,
                                number,
                                number.e164(),
                                Optional.empty(),
                                "",
                                Optional.of("en"),
                                Optional.of(tier),
                                Optional.of(loop.instant().minus(waited))))
                .toCompletableFuture()
                .join()
                .id()
                .orElseThrow();
    }

    void offer(String id) {
        side.onQueue(
                new QueueEvent.Offered(
                        new Subject("callback", id),
                        new OfferId("o" + id),
                        AGENT,
                        new DialTarget.Registered("2001"),
                        Duration.ofSeconds(20)));
        loop.settle();
    }

    CompletableFuture<ServiceAnswer> asking(String id) {
        return Optional.ofNullable(side.services().get(CallbackArguments.TRY_SERVICE))
                .orElseThrow()
                .ask(
                        new ServiceQuestion(
                                Optional.empty(),
                                Map.of(CallbackArguments.ID, new ScriptValue.Text(id))))
                .toCompletableFuture();
    }

    String ask(String id) {
        ServiceAnswer answer = asking(id).join();
        loop.settle();
        return ((ServiceAnswer.Given) answer).outcome();
    }

    void write(CallId call, Fact fact) {
        JournalEntry entry = new JournalEntry("x", call, loop.instant(), fact);
        side.watchers().forEach(watcher -> watcher.fact(entry));
        loop.settle();
    }

    /** The agent had it, and this came of it. */
    void came(String id, String outcome) {
        write(call(calls), new CallbackTried(id, SALES, AGENT, outcome));
        over();
    }

    void over() {
        CallTermination how =
                new CallTermination(
                        CallTermination.Result.SERVED, Party.CALLED, Cause.NORMAL_CLEARING, "over");
        side.watchers().forEach(watcher -> watcher.ended(call(calls), how));
        loop.settle();
    }

    List<String> joined() {
        return floor.stream()
                .filter(QueueCommand.Join.class::isInstance)
                .map(join -> join.subject().id())
                .toList();
    }

    List<String> left() {
        return floor.stream()
                .filter(QueueCommand.Leave.class::isInstance)
                .map(leave -> leave.subject().id())
                .toList();
    }

    List<Callback> all() {
        return callbacks.all().toCompletableFuture().join();
    }

    /** Calls back so often, so many at once. */
    static FollowUp rule(int attempts, int atOnce) {
        return new FollowUp(true, attempts, GAP, atOnce, FollowUp.DEFAULT.missedAfter());
    }

    static CallId call(long number) {
        return new CallId("01J0000000000000000000000" + number);
    }
}
