package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dispatcher to which a tick may come late, and one that is told each moment at which something
 * falls due: both decide the same.
 */
final class TwoClocks {
    /** A decision, and when the one that is told each moment has made it. */
    record Decided(Decision decision, Instant at) {}

    private final Dispatcher late;
    private final Dispatcher punctual;

    TwoClocks(FloorSettings settings, String offerPrefix, Instant now) {
        late = new Dispatcher(settings, offerPrefix, now);
        punctual = new Dispatcher(settings, offerPrefix, now);
    }

    Dispatcher late() {
        return late;
    }

    List<Decided> on(FloorEvent event, Instant now) {
        List<Decided> decided = new ArrayList<>();
        Optional<Instant> due = punctual.nextDue();
        while (due.isPresent() && due.get().isBefore(now)) {
            decide(new FloorEvent.TimePassed(), due.get(), decided);
            due = punctual.nextDue();
        }
        decide(event, now, decided);
        assertThat(late.on(event, now))
                .as("decided late, at %s", event)
                .isEqualTo(decided.stream().map(Decided::decision).toList());
        return decided;
    }

    private void decide(FloorEvent event, Instant at, List<Decided> decided) {
        punctual.on(event, at).forEach(decision -> decided.add(new Decided(decision, at)));
    }
}
