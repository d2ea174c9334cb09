package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.call.verb.CallbackTask;
import zarang.routing.queue.FollowUp;

/**
 * Puts call-backs into the line of their queue, at the place that they have had since their callers
 * began to wait, and has the agent who is reserved for one call back. Control loop.
 *
 * <p>Of the processes that share the list one calls: who could not say for {@link #LEAD} that it
 * does is followed by another. A try is counted in Redis, in the name of the process that calls,
 * before anybody is dialled; so nobody is dialled twice for one try, whichever process dies when,
 * and nobody is dialled while Redis is away.
 *
 * <p>Bounded: of each queue as many as its rules say are in line, rung or dialled at a time.
 */
public final class CallbackDialler implements CallWatcher, ScriptService {
    /** How often it looks who is to be called. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** So long a process that calls need not say so again. */
    static final Duration LEAD = Duration.ofSeconds(6);

    /** When what was tried, or what a floor did not take, is looked at again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final String BY = "zarang";
    private static final Logger log = LoggerFactory.getLogger(CallbackDialler.class);

    private final ControlLoop loop;
    private final Callbacks callbacks;
    private final KnownCallbacks known;
    private final DiallerName name;
    private final CallbackTally tally = new CallbackTally();
    private final Map<String, CallbackTurn> turns = new LinkedHashMap<>();

    /** Not before when one is put in line again, by the loop's clock. */
    private final Map<String, Long> pausedNanos = new HashMap<>();

    /** What is to be closed, until it is. */
    private final Map<String, CallbackResult> over = new HashMap<>();

    private final Set<String> closing = new HashSet<>();
    private @Nullable CallbackLink link;
    private boolean leads;
    private long leadNanos;
    private boolean closed;

    CallbackDialler(ControlLoop loop, Callbacks callbacks, KnownCallbacks known, String node) {
        this.loop = loop;
        this.callbacks = callbacks;
        this.known = known;
        name = new DiallerName(node, loop.instant().toEpochMilli());
    }

    /** Begins: any queue may be set to call back by itself. Any thread; once. */
    void connect(CallbackLink floor) {
        loop.post(() -> {
            link = floor;
            beat();
        });
    }

    private Map<QueueName, FollowUp> rules() {
        return link == null ? Map.of() : link.rules();
    }

    private void beat() {
        if (closed) {
            return;
        }
        if (rules().isEmpty()) {
            leads = false;
        } else {
            lead();
        }
        sweep();
        loop.schedule(EVERY, this::beat);
    }

    private void lead() {
        long askedNanos = loop.nanos();
        callbacks
                .lead(name, LEAD)
                .whenComplete((mine, failure) ->
                        loop.post(() -> {
                            if (failure == null) {
                                leads = mine;
                                leadNanos = askedNanos;
                            }
                        }));
    }

    private boolean isLeading() {
        return leads && loop.nanos() - leadNanos < LEAD.minus(EVERY).toNanos();
    }

    private void sweep() {
        CallbackLink floor = link;
        if (floor == null) {
            return;
        }
        over.forEach((id, result) -> close(id));
        pausedNanos.values().removeIf(until -> loop.nanos() - until >= 0);
        Map<QueueName, FollowUp> rules = floor.rules();
        withdraw(floor, rules.keySet());
        if (isLeading()) {
            rules.forEach((queue, rule) -> fill(floor, queue, rule));
        }
        tally.set(isLeading(), turns.size());
    }

    /** Takes those out of the line who are not to be called now. */
    private void withdraw(CallbackLink floor, Set<QueueName> calling) {
        if (turns.isEmpty()) {
            return;
        }
        Map<String, Callback> list = new HashMap<>();
        known.all().forEach(each -> list.put(each.id(), each));
        Iterator<CallbackTurn> all = turns.values().iterator();
        while (all.hasNext()) {
            CallbackTurn turn = all.next();
            Callback now = list.get(turn.callback.id());
            boolean stays =
                    isLeading()
                            && calling.contains(turn.callback.queue())
                            && now != null
                            && isDue(floor, now);
            if (turn.call == null && !stays) {
                all.remove();
                leave(floor, turn.subject());
            }
        }
    }

    private static void leave(CallbackLink floor, Subject subject) {
        floor.tell(new QueueCommand.Leave(subject, QueueCommand.LeaveReason.LEFT_BY_KEY));
    }

    private void fill(CallbackLink floor, QueueName queue, FollowUp rule) {
        long room =
                rule.atOnce()
                        - turns.values().stream()
                                .filter(turn -> turn.callback.queue().equals(queue))
                                .count();
        List<Callback> wanted =
                known.all().stream()
                        .filter(each -> each.queue().equals(queue))
                        .filter(each -> !turns.containsKey(each.id()))
                        .filter(each -> !pausedNanos.containsKey(each.id()))
                        .sorted(Comparator.comparing(each -> key(floor, each)))
                        .toList();
        for (Callback each : wanted) {
            if (each.progress().tries() >= rule.attempts()) {
                if (!each.progress().notBefore().isAfter(loop.instant())) {
                    over(each.id(), CallbackResult.NOT_REACHED);
                }
            } else if (room > 0 && isDue(floor, each)) {
                room--;
                join(floor, each);
            }
        }
    }

    private static Instant key(CallbackLink floor, Callback callback) {
        return callback.place()
                .since()
                .minus(floor.offset(callback.place().tier().orElse(floor.lowestTier())));
    }

    private boolean isDue(CallbackLink floor, Callback callback) {
        Instant now = loop.instant();
        if (over.containsKey(callback.id())
                || callback.heldAt(now).isPresent()
                || callback.progress().notBefore().isAfter(now)) {
            return false;
        }
        Optional<String> against = floor.against(callback.queue(), callback.number());
        tally.against(callback.id(), against);
        return against.isEmpty();
    }

    private void join(CallbackLink floor, Callback callback) {
        CallbackTurn turn = new CallbackTurn(callback);
        turns.put(callback.id(), turn);
        join(floor, turn);
    }

    private static void join(CallbackLink floor, CallbackTurn turn) {
        Callback callback = turn.callback;
        floor.tell(
                new QueueCommand.Join(
                        turn.subject(),
                        turn.queue,
                        callback.place().tier().orElse(floor.lowestTier()),
                        callback.place().since()));
    }

    /** The floor says something of a call-back. */
    public void onQueue(QueueEvent event) {
        CallbackLink floor = link;
        if (floor == null) {
            return;
        }
        CallbackTurn turn = turns.get(event.subject().id());
        switch (event) {
            case QueueEvent.Offered offered -> offered(floor, turn, offered);
            case QueueEvent.OfferRevoked revoked -> {
                if (turn != null && turn.call != null) {
                    floor.tell(turn.call, revoked);
                }
            }
            case QueueEvent.Over ended -> {
                if (turn != null && turn.call == null) {
                    turns.remove(turn.callback.id());
                    pausedNanos.put(turn.callback.id(), loop.nanos() + PAUSE.toNanos());
                }
            }
            case QueueEvent.Moved moved -> {
                if (turn != null) {
                    turn.queue = moved.queue();
                }
            }
            case QueueEvent.Joined _, QueueEvent.Placed _, QueueEvent.Reprioritised _ -> {}
        }
    }

    private void offered(
            CallbackLink floor, @Nullable CallbackTurn turn, QueueEvent.Offered offered) {
        Optional<CallId> call = Optional.empty();
        if (turn != null && turn.call == null && isLeading()) {
            Callback callback = turn.callback;
            call =
                    floor.begin(
                            new CallbackTask(
                                    callback.id(),
                                    callback.queue(),
                                    callback.number(),
                                    callback.place().tier().orElse(floor.lowestTier()),
                                    callback.language().orElse("")),
                            offered);
            turn.call = call.orElse(null);
        }
        if (call.isEmpty()) {
            turns.remove(offered.subject().id());
            leave(floor, offered.subject());
        }
    }

    /** An agent is there: may the number be dialled? */
    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        CallbackTurn turn = turns.get(question.text(CallbackArguments.ID).orElse(""));
        FollowUp rule = turn == null ? null : rules().get(turn.callback.queue());
        if (turn == null || rule == null) {
            return CompletableFuture.completedFuture(new ServiceAnswer.Given("not-now"));
        }
        return callbacks
                .tried(turn.callback.id(), name, rule)
                .thenApply(counted -> {
                    loop.post(() -> turn.number = counted.number());
                    if (!counted.isCounted()) {
                        log.info(
                                "callback.not-now id={} reason={}",
                                turn.callback.id(),
                                counted.why());
                    }
                    return new ServiceAnswer.Given(
                            counted.isCounted() ? CallbackArguments.GO : "not-now");
                });
    }

    @Override
    public void fact(JournalEntry entry) {
        if (entry.fact() instanceof CallbackTried tried) {
            tally.tried(tried.outcome());
            CallbackTurn turn = turns.get(tried.callback());
            if (turn != null) {
                turn.had = true;
                came(turn, tried);
            }
        }
    }

    private void came(CallbackTurn turn, CallbackTried tried) {
        FollowUp rule = rules().get(turn.callback.queue());
        boolean last = rule != null && turn.number >= rule.attempts();
        CallbackResult.of(tried)
                .or(() -> last ? Optional.of(CallbackResult.NOT_REACHED) : Optional.empty())
                .ifPresent(result -> over(turn.callback.id(), result));
    }

    private void over(String id, CallbackResult result) {
        over.put(id, result);
        close(id);
    }

    /** Until Redis has it. */
    private void close(String id) {
        CallbackResult result = over.get(id);
        if (result != null && closing.add(id)) {
            callbacks
                    .close(id, result, BY)
                    .whenComplete((gone, failure) ->
                            loop.post(() -> {
                                closing.remove(id);
                                if (failure == null) {
                                    over.remove(id);
                                    known.look();
                                }
                            }));
        }
    }

    /**
     * One that an agent did not take is in line again; the floor may have let go of it meanwhile.
     */
    @Override
    public void ended(CallId call, CallTermination termination) {
        turnIn(call)
                .ifPresent(turn -> {
                    turn.call = null;
                    if (turn.had) {
                        turns.remove(turn.callback.id());
                        pausedNanos.put(turn.callback.id(), loop.nanos() + PAUSE.toNanos());
                    } else if (link != null) {
                        join(link, turn);
                    }
                });
    }

    /** What the floor has of a call that broke, it has no more. */
    @Override
    public void broken(CallId call, Throwable failure) {
        turnIn(call)
                .ifPresent(turn -> {
                    turns.remove(turn.callback.id());
                    if (link != null) {
                        leave(link, turn.subject());
                    }
                });
    }

    private Optional<CallbackTurn> turnIn(CallId call) {
        return turns.values().stream().filter(turn -> call.equals(turn.call)).findFirst();
    }

    /** What it has done, for figures. Any thread. */
    CallbackCounts counts() {
        return tally.read();
    }

    void close() {
        closed = true;
    }

    @Override
    public void leg(CallId call, LegEvent event) {}

    @Override
    public void answeredUnsecured(CallId call, String reason) {}

    @Override
    public void stray(LegEvent event) {}

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {}
}
