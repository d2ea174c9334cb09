package zarang.routing.disposition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The codes, and when they may be given.
 *
 * @param codes in the order of the configuration
 * @param within how long after the end of its call a talk may be given one; 1 min-24 h
 * @param endsWrapUp whether the agent's wrap-up is over with it
 */
public record DispositionSettings(List<Disposition> codes, Duration within, boolean endsWrapUp) {
    public DispositionSettings {
        codes = List.copyOf(codes);
    }

    /** The code of that id. */
    public Optional<Disposition> find(String id) {
        return codes.stream().filter(code -> code.id().equals(id)).findFirst();
    }
}
