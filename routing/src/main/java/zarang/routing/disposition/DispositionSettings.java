package zarang.routing.disposition;

import java.time.Duration;
import java.util.ArrayList;
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

    /** What is otherwise in {@code next}, one a line, such as {@code disposition sold: new}. */
    public List<String> differences(DispositionSettings next) {
        List<String> lines = new ArrayList<>();
        for (Disposition code : codes) {
            if (next.find(code.id()).isEmpty()) {
                lines.add("disposition " + code.id() + ": taken away");
            }
        }
        for (Disposition code : next.codes) {
            Optional<Disposition> before = find(code.id());
            if (!before.equals(Optional.of(code))) {
                lines.add(
                        "disposition "
                                + code.id()
                                + (before.isEmpty() ? ": new" : ": set otherwise"));
            }
        }
        if (lines.isEmpty() && !codes.equals(next.codes)) {
            lines.add("dispositions: in another order, which counts for who dials them");
        }
        if (!within.equals(next.within)) {
            lines.add(
                    "disposition-within "
                            + within.toSeconds()
                            + "s -> "
                            + next.within.toSeconds()
                            + "s");
        }
        if (endsWrapUp != next.endsWrapUp) {
            lines.add("disposition-ends-wrap-up " + endsWrapUp + " -> " + next.endsWrapUp);
        }
        return lines;
    }

    /** The code of that id. */
    public Optional<Disposition> find(String id) {
        return codes.stream().filter(code -> code.id().equals(id)).findFirst();
    }
}
