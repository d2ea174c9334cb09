package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;

/** Who ever waited since when, over all processes: nobody is given a place that it never had. */
final class WorldPlaces {
    private record Place(PhoneNumber caller, QueueName queue, Instant since) {}

    /** How often each may be given back: as often as it was taken. */
    private final Map<Place, Integer> had = new HashMap<>();

    private int givenBack;

    /** How many went on waiting where they were. */
    int givenBack() {
        return givenBack;
    }

    /** The places as one process keeps them, looked at. */
    Places over(Places kept) {
        return new Places() {
            @Override
            public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
                had.merge(new Place(caller, queue, since), 1, Integer::sum);
                kept.keep(call, caller, queue, since);
            }

            @Override
            public void forget(CallId call) {
                kept.forget(call);
            }

            @Override
            public Optional<Instant> left(PhoneNumber caller, QueueName queue) {
                Optional<Instant> since = kept.left(caller, queue);
                since.ifPresent(then -> {
                    int times = had.merge(new Place(caller, queue, then), -1, Integer::sum);
                    assertThat(times).as("%s of %s given back", then, caller).isNotNegative();
                    givenBack++;
                });
                return since;
            }
        };
    }
}
