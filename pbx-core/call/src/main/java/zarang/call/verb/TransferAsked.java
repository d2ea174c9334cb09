package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.TransferProgress;

/** How an agent asked to hand its caller on, and so how it is told what comes of it. */
sealed interface TransferAsked {
    /** The agent's leg. */
    LegId leg();

    /** What tells it; empty if it notices by itself. */
    Optional<LegCommand> tell(TransferProgress progress);

    /** Its phone asked, by REFER. */
    record ByPhone(LegId leg, long wish) implements TransferAsked {
        @Override
        public Optional<LegCommand> tell(TransferProgress progress) {
            return Optional.of(new LegCommand.TellTransfer(leg, wish, progress));
        }
    }

    /**
     * It pressed keys; it hears the phone ring that it has chosen.
     *
     * @param consult whether it wants to talk with the new one first
     */
    record ByKeys(LegId leg, boolean consult) implements TransferAsked {
        @Override
        public Optional<LegCommand> tell(TransferProgress progress) {
            return progress instanceof TransferProgress.Trying
                    ? Optional.of(new LegCommand.Play(leg, 1, List.of("tone:ringback"), "", true))
                    : Optional.empty();
        }
    }
}
