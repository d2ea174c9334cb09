package zarang.ivr.verb;

import java.util.List;
import zarang.ivr.step.Dialled;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code transfer}: hands the caller on for good; the call ends with the talk. */
final class TransferVerb implements IvrVerb {
    private static final StepKey<List<Dialled>> TRANSFER =
            StepKey.required("transfer", Dialled.shape(), "to whom: as with `dial`");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Hands the caller on to an agent or a number outside (blind): with the end of their"
                        + " talk the call ends. Nobody who took the caller leads on.",
                RingKeys.keys(TRANSFER, List.of()),
                List.of());
    }

    @Override
    public StepRun read(StepReader step) {
        return new Ringing(
                step.get(TRANSFER), RingKeys.how(step), RingKeys.cancel(step), RingKeys.ends(step));
    }
}
