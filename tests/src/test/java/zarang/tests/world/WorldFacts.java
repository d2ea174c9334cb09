package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import zarang.call.AgentId;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallAnswering;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Fact;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.loyalty.points.PointsAwarded;

/**
 * What the processes wrote and what a consumer was told of it. The consumer's own memory outlives
 * every process, as a report's database does.
 */
final class WorldFacts implements JournalConsumer {
    private final Map<Subject, List<JournalEntry>> written = new LinkedHashMap<>();
    private final Map<Subject, List<StoredEntry>> told = new LinkedHashMap<>();
    private final Set<String> durable = new HashSet<>();

    /** Calls whose process died before they ended. */
    private final Set<Subject> cut = new HashSet<>();

    /** Calls that had begun, or were over, when a process died. */
    private final Set<Subject> beforeADeath = new HashSet<>();

    /** Whom an agent is held out to at this moment. */
    private final Map<AgentId, Subject> offers = new HashMap<>();

    /** A process appends an entry. */
    void written(JournalEntry entry) {
        written.computeIfAbsent(entry.subject(), s -> new ArrayList<>()).add(entry);
        follow(entry.subject(), entry.fact());
    }

    /** It was told that the entry is durable. */
    void durable(JournalEntry entry) {
        durable.add(entry.id());
    }

    /** The process that wrote until now is dead. */
    void processDied() {
        offers.clear();
        beforeADeath.addAll(written.keySet());
        written.forEach((subject, entries) -> {
            if (entries.stream().noneMatch(entry -> entry.fact() instanceof CallEnded)) {
                cut.add(subject);
            }
        });
    }

    private void follow(Subject call, Fact fact) {
        switch (fact) {
            case AgentOffered offered -> {
                Subject before = offers.put(offered.agent(), call);
                assertThat(before).as("%s is offered to two", offered.agent()).isNull();
            }
            case OfferFailed failed -> offers.remove(failed.agent());
            case CallAnswered answered -> offers.remove(answered.agent());
            case CallbackTried tried -> offers.remove(tried.agent());
            case QueueLeft left -> offers.values().removeIf(call::equals);
            case CallEnded ended -> offers.values().removeIf(call::equals);
            default -> {}
        }
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public void accept(StoredEntry entry, long sequence) {
        List<StoredEntry> known = told.computeIfAbsent(entry.subject(), s -> new ArrayList<>());
        if (sequence <= known.size()) {
            assertThat(entry.id())
                    .as("number %s of %s comes again", sequence, entry.subject())
                    .isEqualTo(known.get((int) sequence - 1).id());
            return;
        }
        assertThat(sequence).as("next number of %s", entry.subject()).isEqualTo(known.size() + 1L);
        known.add(entry);
    }

    /** What was told of a subject. */
    Map<Subject, List<StoredEntry>> told() {
        return told;
    }

    /** How each call ended, of those that the journal knows. */
    Map<Subject, CallEnded> ends() {
        Map<Subject, CallEnded> ends = new LinkedHashMap<>();
        told.forEach((subject, entries) ->
                entries.stream()
                        .flatMap(entry -> fact(entry, CallEnded.class).stream())
                        .forEach(end -> {
                            assertThat(ends.put(subject, end)).as("ends of %s", subject).isNull();
                        }));
        return ends;
    }

    /** Points that were said to be given, in all. */
    List<PointsAwarded> points(Subject call) {
        return told.getOrDefault(call, List.of()).stream()
                .flatMap(entry -> fact(entry, PointsAwarded.class).stream())
                .toList();
    }

    static <F> Optional<F> fact(StoredEntry entry, Class<F> kind) {
        try {
            Optional<?> fact = entry.as(entry.type());
            return fact.filter(kind::isInstance).map(kind::cast);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the process of that call died before it ended. */
    boolean wasCut(Subject call) {
        return cut.contains(call);
    }

    /** Whether a process died after that call began: its recording may have been cut off. */
    boolean wasBeforeADeath(Subject call) {
        return beforeADeath.contains(call);
    }

    long talks() {
        return count(CallAnswered.class::isInstance);
    }

    /** How many such facts were written. */
    long count(Predicate<Fact> kind) {
        return written.values().stream()
                .flatMap(List::stream)
                .map(JournalEntry::fact)
                .filter(kind)
                .count();
    }

    /** Every call is told of wholly and in order; one that was cut as far as it was durable. */
    void assertWhole() {
        written.forEach((subject, entries) -> {
            if (subject.isCall()) {
                assertWhole(subject, entries);
            }
        });
        assertThat(offers).as("offers that are still open").isEmpty();
    }

    private void assertWhole(Subject call, List<JournalEntry> entries) {
        List<StoredEntry> heard = told.getOrDefault(call, List.of());
        List<String> ids = ids(heard, entry -> true);
        assertThat(ids).as("ids of %s", call).doesNotHaveDuplicates();
        List<String> ofCall = ids(heard, entry -> !isLater(entry.id()));
        List<String> wrote =
                entries.stream()
                        .filter(entry -> !(entry.fact() instanceof CallAnswering))
                        .filter(entry -> !isLater(entry.id()))
                        .map(JournalEntry::id)
                        .toList();
        if (ofCall.equals(wrote)) {
            assertThat(cut).as("cut calls without an end").doesNotContain(call);
        } else {
            // the process died: what was durable is there, and then its end
            assertThat(wrote.stream().filter(durable::contains)).isSubsetOf(ofCall);
            if (ofCall.isEmpty()) {
                return;
            }
            assertThat(ofCall.getLast()).as("last of %s", call).endsWith(".server-failure");
            List<String> before = ofCall.subList(0, ofCall.size() - 1);
            assertThat(before).as("%s: %s", call, wrote).isEqualTo(first(wrote, before.size()));
        }
        // a recording that a death cut off is told of when it is mended, before or after the end
        assertThat(heard.stream().filter(entry -> !isOfRecording(entry.id())).map(StoredEntry::at))
                .as("times of %s", call)
                .isSorted();
        assertStory(call, heard, entries);
    }

    private void assertStory(Subject call, List<StoredEntry> heard, List<JournalEntry> entries) {
        assertThat(fact(heard.getFirst(), CallStarted.class)).as("first of %s", call).isPresent();
        List<CallEnded> ends =
                heard.stream().flatMap(entry -> fact(entry, CallEnded.class).stream()).toList();
        assertThat(ends).as("ends of %s", call).hasSize(1);
        boolean connected =
                heard.stream().anyMatch(entry -> fact(entry, CallConnected.class).isPresent());
        if (connected || !cut.contains(call)) {
            assertThat(ends.getFirst().answered()).as("%s answered", call).isEqualTo(connected);
        }
        boolean intended =
                entries.stream()
                        .anyMatch(entry ->
                                entry.fact() instanceof CallAnswering
                                        && durable.contains(entry.id()));
        if (intended && cut.contains(call) && heard.getLast().id().endsWith(".server-failure")) {
            assertThat(ends.getFirst().answered()).as("%s may have heard it", call).isTrue();
        }
        int end = ids(heard, entry -> fact(entry, CallEnded.class).isEmpty()).size();
        assertThat(heard.subList(heard.indexOf(last(heard)) + 1, heard.size()))
                .as("after the end of %s: %s", call, end)
                .allMatch(entry -> isLater(entry.id()));
    }

    /** What is said of a call when it is over. */
    private static boolean isLater(String id) {
        return id.startsWith("points:") || isOfRecording(id);
    }

    private static boolean isOfRecording(String id) {
        return id.contains(".recording-") || id.contains(".voicemail-");
    }

    private static StoredEntry last(List<StoredEntry> heard) {
        return heard.stream()
                .filter(entry -> fact(entry, CallEnded.class).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(List<StoredEntry> of, Predicate<StoredEntry> which) {
        return of.stream().filter(which).map(StoredEntry::id).toList();
    }

    private static List<String> first(List<String> all, int count) {
        return all.subList(0, Math.min(count, all.size()));
    }
}
