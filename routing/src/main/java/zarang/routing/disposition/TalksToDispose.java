package zarang.routing.disposition;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.FactType;
import zarang.call.journal.ConsumerWait;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;

/**
 * Follows in the journal which agent talked in which call, so that it may be given a disposition
 * while it is on and for some time after; also if its process dies.
 */
public final class TalksToDispose implements JournalConsumer {
    /** No call lasts longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Set<FactType<?>> WANTED =
            Set.of(
                    CallAnswered.TYPE,
                    CallTransferred.TYPE,
                    CallTalked.TYPE,
                    CallDialled.TYPE,
                    CallEnded.TYPE);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final RedisDispositions store;
    private final Supplier<Duration> within;

    TalksToDispose(RedisDispositions store, Supplier<Duration> within) {
        this.store = store;
        this.within = within;
    }

    @Override
    public String name() {
        return "dispositions";
    }

    @Override
    public boolean wants(FactType<?> type) {
        return WANTED.contains(type);
    }

    @Override
    public void accept(StoredEntry entry, long sequence) throws Exception {
        CallId call = entry.subject().call().orElse(null);
        if (call == null) {
            return;
        }
        Optional<CallAnswered> answered = entry.as(CallAnswered.TYPE);
        if (answered.isPresent()) {
            talk(call, answered.get().agent(), Optional.of(answered.get().queue()), false);
            return;
        }
        Optional<CallTransferred> transferred = entry.as(CallTransferred.TYPE);
        if (transferred.isPresent()) {
            if (transferred.get().to().isPresent()) {
                talk(call, transferred.get().to().get(), Optional.empty(), false);
            }
            return;
        }
        Optional<CallTalked> talked = entry.as(CallTalked.TYPE);
        if (talked.isPresent() && talked.get().agent().isPresent()) {
            // a call-back says its queue here alone
            talk(call, talked.get().agent().get(), talked.get().queue(), true);
        }
        Optional<AgentId> dialled =
                entry.as(CallDialled.TYPE)
                        .filter(fact -> fact.outcome().equals("answered"))
                        .flatMap(fact -> fact.by().or(fact::to));
        if (dialled.isPresent()) { // one who hands a caller on is known already
            talk(call, dialled.get(), Optional.empty(), true);
        }
        if (entry.as(CallEnded.TYPE).isPresent()) {
            done(store.ended(call, within.get()));
        }
    }

    private void talk(CallId call, AgentId agent, Optional<QueueName> queue, boolean stays)
            throws Exception {
        done(store.talk(call, agent, queue, stays, LONGEST.plus(within.get())));
    }

    private static void done(CompletionStage<?> stage) throws Exception {
        ConsumerWait.of(stage, LIMIT);
    }
}
