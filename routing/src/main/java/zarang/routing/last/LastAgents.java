package zarang.routing.last;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTransferred;
import zarang.call.journal.JournalEntry;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;

/**
 * Which agent a caller talked with last, by its trusted number, in Redis: for all processes, and
 * for some time. Sees every call, and answers scripts that ask. What cannot be kept is counted, and
 * nobody waits for it. Control loop, but for the figures.
 */
public final class LastAgents implements CallWatcher, ScriptService {
    private static final Logger log = LoggerFactory.getLogger(LastAgents.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String KEY = "zarang:last-agent:";

    private final RedisLink redis;

    private volatile Duration kept;

    /** Whose call is whose. As many as calls. */
    private final Map<CallId, PhoneNumber> callers = new ConcurrentHashMap<>();

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    /**
     * @param kept how long an agent is remembered; zero: not at all
     */
    public LastAgents(RedisLink redis, Duration kept) {
        this.redis = redis;
        this.kept = kept;
    }

    /** How long an agent is remembered; zero: not at all. Any thread. */
    public Duration kept() {
        return kept;
    }

    /** Whoever talks from here on is remembered for so long. Any thread. */
    public void keep(Duration span) {
        kept = span;
    }

    @Override
    public void fact(JournalEntry entry) {
        CallId call = entry.subject().call().orElse(null);
        if (call == null || kept.isZero()) {
            return;
        }
        switch (entry.fact()) {
            case CallStarted started ->
                    started.caller().ifPresent(caller -> callers.put(call, caller));
            case CallAnswered answered -> talks(call, answered.agent());
            case CallTransferred transferred ->
                    transferred.to().ifPresent(agent -> talks(call, agent));
            default -> {}
        }
    }

    private void talks(CallId call, AgentId agent) {
        PhoneNumber caller = callers.get(call);
        if (caller == null) {
            return;
        }
        var _ =
                redis.run(
                                LIMIT,
                                commands ->
                                        commands.set(
                                                KEY + caller.e164(),
                                                agent.value(),
                                                SetArgs.Builder.px(kept)))
                        .exceptionally(failure -> {
                            count("not-kept");
                            log.debug("last-agent.not-kept call={}", call, failure);
                            return "";
                        });
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        callers.remove(call);
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        if (question.caller().isEmpty() || kept.isZero()) {
            return CompletableFuture.completedFuture(answer(Optional.empty()));
        }
        String key = KEY + question.caller().get().e164();
        return redis.<String>run(LIMIT, commands -> commands.get(key))
                .thenApply(agent -> answer(Optional.ofNullable(agent)))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        count("error");
                    }
                });
    }

    private ServiceAnswer answer(Optional<String> agent) {
        count(agent.isPresent() ? LastAgentArguments.FOUND : LastAgentArguments.NONE);
        return agent.<ServiceAnswer>map(name ->
                        new ServiceAnswer.Given(
                                LastAgentArguments.FOUND,
                                Map.of(LastAgentArguments.AGENT, new ScriptValue.Text(name)),
                                Optional.empty()))
                .orElseGet(() -> new ServiceAnswer.Given(LastAgentArguments.NONE));
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** How often it was asked, by what came of it, and how often one could not be kept. */
    public Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        for (String what :
                new String[] {
                    LastAgentArguments.FOUND, LastAgentArguments.NONE, "error", "not-kept"
                }) {
            all.put(what, counts.getOrDefault(what, 0L));
        }
        return all;
    }

    @Override
    public void leg(CallId call, LegEvent event) {}

    @Override
    public void answeredUnsecured(CallId call, String reason) {}

    @Override
    public void stray(LegEvent event) {}

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {}

    @Override
    public void broken(CallId call, Throwable failure) {
        callers.remove(call);
    }
}
