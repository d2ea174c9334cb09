package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import zarang.call.AgentId;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.Fact;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.Subject;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/** A journal that is slow at times and loses what it says it lost; what it keeps is looked at. */
final class WorldJournal implements Journal {
    private static final int SLOWEST_MS = 200;
    private static final int LOST_PERCENT = 2;

    private final ControlLoop loop;
    private final RandomGenerator random;
    private final Map<Subject, List<JournalEntry>> bySubject = new LinkedHashMap<>();

    /** Whom an agent is held out to at this moment. */
    private final Map<AgentId, Subject> offers = new HashMap<>();

    WorldJournal(ControlLoop loop, RandomGenerator random) {
        this.loop = loop;
        this.random = random;
    }

    @Override
    public CompletionStage<JournalEntry> appendDurably(JournalEntry entry) {
        bySubject.computeIfAbsent(entry.subject(), s -> new ArrayList<>()).add(entry);
        follow(entry.subject(), entry.fact());
        CompletableFuture<JournalEntry> durable = new CompletableFuture<>();
        boolean lost = random.nextInt(100) < LOST_PERCENT;
        loop.schedule(
                Duration.ofMillis(random.nextInt(SLOWEST_MS)),
                () -> {
                    if (lost) {
                        durable.completeExceptionally(new EntryLostException("on purpose"));
                    } else {
                        durable.complete(entry);
                    }
                });
        return durable;
    }

    private void follow(Subject call, Fact fact) {
        switch (fact) {
            case AgentOffered offered -> {
                Subject before = offers.put(offered.agent(), call);
                assertThat(before).as("%s is offered to two", offered.agent()).isNull();
            }
            case OfferFailed failed -> offers.remove(failed.agent());
            case CallAnswered answered -> offers.remove(answered.agent());
            case QueueLeft left -> offers.values().removeIf(call::equals);
            case CallEnded ended -> offers.values().removeIf(call::equals);
            default -> {}
        }
    }

    private Map<Subject, List<JournalEntry>> calls() {
        Map<Subject, List<JournalEntry>> calls = new LinkedHashMap<>(bySubject);
        calls.keySet().removeIf(subject -> !subject.kind().equals("call"));
        return calls;
    }

    int callsEnded() {
        return calls().size();
    }

    long answeredByAgents() {
        return calls().values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.fact() instanceof CallAnswered)
                .count();
    }

    /** Every call that is over is told of wholly and in order. */
    void assertWhole() {
        calls().forEach((call, entries) -> {
            List<Fact> facts = entries.stream().map(JournalEntry::fact).toList();
            assertThat(entries)
                    .extracting(JournalEntry::id)
                    .as("ids of %s", call)
                    .doesNotHaveDuplicates();
            assertThat(entries).extracting(JournalEntry::at).as("times of %s", call).isSorted();
            assertThat(facts.getFirst()).isInstanceOf(CallStarted.class);
            assertThat(facts).filteredOn(CallStarted.class::isInstance).hasSize(1);
            assertThat(facts).filteredOn(CallEnded.class::isInstance).hasSize(1);
            CallEnded end = (CallEnded) facts.getLast();
            assertThat(facts.stream().anyMatch(CallConnected.class::isInstance))
                    .as("%s was connected", call)
                    .isEqualTo(end.answered());
        });
        assertThat(offers).as("offers that are still open").isEmpty();
    }
}
