package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.CallId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.routing.callback.CallbackBooked;
import zarang.routing.callback.CallbackClosed;
import zarang.routing.callback.CallbacksInWorld;
import zarang.routing.dispatch.WaitingCaller;
import zarang.routing.floor.Floor;
import zarang.routing.queue.FollowUp;

/**
 * Who is to be called back, over all processes: nobody is dialled without a try that was counted
 * before, nor without an agent who is there, nor while it waits in the line itself; and nobody is
 * forgotten.
 */
final class WorldCallbacks {
    static final FollowUp RULE =
            new FollowUp(true, 3, Duration.ofSeconds(20), 9, Duration.ofSeconds(5));

    /** What a line of one's own is known after, with stores that are late. */
    private static final Duration KNOWN = Duration.ofSeconds(5);

    /** Who was put off is looked at again within 10 s. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(20);

    /** Of a call that calls back: an agent is offered it, then takes it. */
    private static final class Returning {
        boolean agentRings;
        boolean dialled;
    }

    private final World world;
    final CallbacksInWorld.Kept kept;
    private final Map<String, Integer> dialled = new HashMap<>();
    private final Map<CallId, String> callers = new HashMap<>();
    private final Map<CallId, Long> inLineSince = new HashMap<>();
    private final Map<CallId, Returning> returning = new HashMap<>();
    private final Set<Subject> missing = new HashSet<>();
    private long missingSince;

    WorldCallbacks(World world) {
        this.world = world;
        kept = new CallbacksInWorld.Kept(world.loop);
    }

    /** A call has the engine do something. */
    void command(LegCommand command) {
        if (command instanceof LegCommand.Dial dial
                && dial.target() instanceof DialTarget.Outside(String number, List<String> _)
                && number.startsWith("+")) {
            int times = dialled.merge(number, 1, Integer::sum);
            assertThat(times)
                    .as("%s is dialled without a try that was counted", number)
                    .isLessThanOrEqualTo(kept.tries(number));
            assertThat(world.rough ? Set.of() : waiting(number))
                    .as("%s is dialled while it waits in the line", number)
                    .isEmpty();
        }
    }

    private Set<CallId> waiting(String number) {
        return inLineSince.entrySet().stream()
                .filter(each -> number.equals(callers.get(each.getKey())))
                .filter(each -> world.loop.nanos() - each.getValue() > KNOWN.toNanos())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A process writes an entry. */
    void written(JournalEntry entry) {
        entry.subject().call().ifPresent(call -> written(call, entry));
    }

    private void written(CallId call, JournalEntry entry) {
        switch (entry.fact()) {
            case CallStarted started when started.callback().isPresent() ->
                    returning.put(call, new Returning());
            case CallStarted started ->
                    started.caller().ifPresent(number -> callers.put(call, number.e164()));
            case QueueJoined _ -> inLineSince.putIfAbsent(call, world.loop.nanos());
            case CallEnded _ -> {
                inLineSince.remove(call);
                returning.remove(call);
            }
            case AgentOffered _ when returning.containsKey(call) ->
                    returning.get(call).agentRings = true;
            case OfferFailed _ when returning.containsKey(call) ->
                    returning.get(call).agentRings = false;
            case CallDialled _ when returning.containsKey(call) -> {
                assertThat(returning.get(call).agentRings).as("an agent first: %s", call).isTrue();
                returning.get(call).dialled = true;
            }
            case CallbackTried tried when returning.containsKey(call) ->
                    assertThat(
                                    returning.get(call).dialled
                                            || tried.outcome().equals("not-now")
                                            || tried.outcome().equals("cancelled"))
                            .as("tried and not dialled: %s", tried)
                            .isTrue();
            default -> {}
        }
    }

    /** Calls of a dead process are over. */
    void processDied() {
        inLineSince.clear();
        returning.clear();
        missing.clear();
    }

    /**
     * At rest: whoever is to be called is in the line of the floor, or called.
     *
     * @param bornNanos when the process began
     */
    void assertNobodyIsForgotten(Floor floor, long bornNanos) {
        if (world.rough || world.loop.nanos() - bornNanos < FORGOTTEN.toNanos()) {
            return;
        }
        Set<Subject> present =
                floor.waiting(World.SALES).stream()
                        .map(WaitingCaller::subject)
                        .collect(Collectors.toSet());
        Set<Subject> gone =
                kept.due(FORGOTTEN, RULE.attempts()).stream()
                        .filter(each -> !present.contains(each))
                        .collect(Collectors.toSet());
        missing.retainAll(gone);
        if (missing.isEmpty()) {
            missingSince = world.loop.nanos();
        }
        missing.addAll(gone);
        boolean calls = !returning.isEmpty();
        assertThat(calls || world.loop.nanos() - missingSince < FORGOTTEN.toNanos())
                .as("to be called back, and not in line: %s", missing)
                .isTrue();
    }

    /** Everything is told: each that was booked once, and closed once at most. */
    void assertWhole(Map<Subject, List<StoredEntry>> told) {
        assertThat(kept.untold()).as("what the journal has not got of lists").isZero();
        long booked = 0;
        long closed = 0;
        for (Map.Entry<Subject, List<StoredEntry>> each : told.entrySet()) {
            long bookings = count(each.getValue(), CallbackBooked.class);
            long closings = count(each.getValue(), CallbackClosed.class);
            assertThat(bookings).as("bookings of %s", each.getKey()).isLessThanOrEqualTo(1);
            assertThat(closings).as("ends of %s", each.getKey()).isLessThanOrEqualTo(bookings);
            booked += bookings;
            closed += closings;
        }
        assertThat(kept.size()).as("still to be called").isEqualTo(booked - closed);
    }

    private static long count(List<StoredEntry> entries, Class<?> kind) {
        return entries.stream().filter(entry -> WorldFacts.fact(entry, kind).isPresent()).count();
    }
}
