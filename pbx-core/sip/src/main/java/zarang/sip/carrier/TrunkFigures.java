package zarang.sip.carrier;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.TrunkStatus;

/** Trunks in figures, each by the trunk's name. */
public final class TrunkFigures {
    private static final String TRUNK = "trunk";

    private TrunkFigures() {}

    /** All of them; of trunks that calls go out through. */
    public static List<EngineFigure> of(List<TrunkStatus> all) {
        List<TrunkStatus> out = all.stream().filter(each -> !each.out().isEmpty()).toList();
        return List.of(
                levels(
                        out,
                        "zarang_trunk_up",
                        "1 for a trunk that calls out take, 0 for one that is down",
                        each -> each.state().equals("down") ? 0.0 : 1.0),
                levels(
                        out,
                        "zarang_trunk_calls",
                        "Calls that each trunk carries, both ways",
                        each -> (double) each.carried()),
                counts(
                        out,
                        "zarang_trunk_answered_total",
                        "Calls out through each trunk that were answered",
                        CallOutcome.ANSWERED),
                counts(
                        out,
                        "zarang_trunk_refused_total",
                        "Calls out through each trunk that were refused or not taken",
                        CallOutcome.REFUSED),
                counts(
                        out,
                        "zarang_trunk_cancelled_total",
                        "Calls out through each trunk that were given up before the answer",
                        CallOutcome.CANCELLED),
                counts(
                        out,
                        "zarang_trunk_failed_total",
                        "Calls out that each trunk could not or would not carry before anything rang",
                        CallOutcome.FAILED),
                counts(
                        out,
                        "zarang_trunk_silent_total",
                        "Calls out to which each trunk said nothing",
                        CallOutcome.SILENT),
                counts(
                        out,
                        "zarang_trunk_full_total",
                        "Calls out that passed by each trunk because it carried all it may",
                        CallOutcome.FULL),
                counts(
                        out,
                        "zarang_trunk_resting_total",
                        "Calls out that passed by each trunk because it had asked to be left alone",
                        CallOutcome.RESTING),
                counts(
                        out,
                        "zarang_trunk_skipped_total",
                        "Calls out that passed by each trunk because it was down",
                        CallOutcome.DOWN));
    }

    private static EngineFigure levels(
            List<TrunkStatus> out, String name, String help, Function<TrunkStatus, Double> value) {
        return new EngineFigure.Levels(
                name,
                help,
                TRUNK,
                out.stream().collect(Collectors.toMap(TrunkStatus::name, value)));
    }

    private static EngineFigure counts(
            List<TrunkStatus> out, String name, String help, CallOutcome outcome) {
        return new EngineFigure.Counts(
                name,
                help,
                TRUNK,
                out.stream()
                        .collect(
                                Collectors.toMap(
                                        TrunkStatus::name,
                                        each -> each.outcomes().getOrDefault(outcome.word(), 0L))));
    }
}
