package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;

/**
 * Who ever waited since when, over all processes: nobody is given a place that it never had, nor a
 * longer wait than it had, nor one twice.
 */
final class WorldPlaces {
    private record Place(PhoneNumber caller, QueueName queue, Instant since) {}

    private final InstantSource clock;
    private final Map<CallId, Place> had = new HashMap<>();
    private final Set<CallId> served = new HashSet<>();
    private final Set<CallId> ended = new HashSet<>();
    private int givenBack;

    WorldPlaces(InstantSource clock) {
        this.clock = clock;
    }

    /** How many went on waiting where they were. */
    int givenBack() {
        return givenBack;
    }

    /** Whether somebody was served is known of calls that have ended: the others are cut off. */
    void processDied() {
        served.retainAll(ended);
    }

    private void had(CallId call, Place place) {
        had.merge(call, place, (old, now) -> now.since().isBefore(old.since()) ? now : old);
    }

    private void givenBack(CallId to, Place now, Duration waited) {
        Optional<CallId> from =
                had.entrySet().stream()
                        .filter(each ->
                                !each.getKey().equals(to) && !served.contains(each.getKey()))
                        .filter(each -> each.getValue().caller().equals(now.caller()))
                        .filter(each -> each.getValue().queue().equals(now.queue()))
                        .filter(each ->
                                !clock.instant()
                                        .minus(waited)
                                        .isBefore(each.getValue().since().minusMillis(1)))
                        .max(Comparator.comparing(each -> each.getValue().since()))
                        .map(Map.Entry::getKey);
        assertThat(from).as("%s waited %s before", now, waited).isPresent();
        had.remove(from.get());
        had(to, new Place(now.caller(), now.queue(), clock.instant().minus(waited)));
        givenBack++;
    }

    /** The places as one process keeps them, looked at. */
    Places over(Places kept) {
        return new Places() {
            @Override
            public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
                had(call, new Place(caller, queue, since));
                served.remove(call); // one who waits again has lost its agent
                kept.keep(call, caller, queue, since);
            }

            @Override
            public void served(CallId call) {
                served.add(call);
                kept.served(call);
            }

            @Override
            public void forget(CallId call) {
                ended.add(call);
                kept.forget(call);
            }

            @Override
            public void dropped(CallId call) {
                kept.dropped(call);
            }

            @Override
            public void regain(
                    CallId call, PhoneNumber caller, QueueName queue, Consumer<Duration> regained) {
                kept.regain(
                        call,
                        caller,
                        queue,
                        waited -> {
                            givenBack(call, new Place(caller, queue, clock.instant()), waited);
                            regained.accept(waited);
                        });
            }
        };
    }
}
