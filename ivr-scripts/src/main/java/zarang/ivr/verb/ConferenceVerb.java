package zarang.ivr.verb;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.DialResult;
import zarang.call.script.RingWish;
import zarang.ivr.step.Dialled;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code conference}: rings several, and all who answer talk with the caller together. */
final class ConferenceVerb implements IvrVerb {
    private static final StepKey<List<Dialled>> CONFERENCE =
            StepKey.required(
                    "conference",
                    Dialled.shape(),
                    "who is rung, all at the same time: as with `dial`");
    private static final StepKey<String> OVER =
            StepKey.required(
                    "on.over", Shapes.unhurriedTarget(), "somebody came, and the last has gone");
    private static final StepKey<String> NOBODY =
            StepKey.required("on.nobody", Shapes.target(), "nobody came");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Rings several at once; the caller and all who answer hear one another. It begins"
                        + " with the first who comes, and is over when the last has gone. It is not"
                        + " recorded.",
                RingKeys.together(CONFERENCE, List.of(OVER, NOBODY)),
                List.of());
    }

    @Override
    public StepRun read(StepReader step) {
        List<Dialled> whom = step.get(CONFERENCE);
        RingWish how = RingKeys.how(step, RingWish.Order.TOGETHER);
        String over = step.get(OVER);
        String nobody = step.get(NOBODY);
        Optional<Character> cancel = RingKeys.cancel(step);
        Map<DialResult, String> ends = new EnumMap<>(DialResult.class);
        for (DialResult result : DialResult.values()) {
            ends.put(result, result == DialResult.ANSWERED ? over : nobody);
        }
        RingKeys.cancelled(step).ifPresent(way -> ends.put(DialResult.CANCELLED, way));
        return new Ringing(whom, how, cancel, ends);
    }
}
