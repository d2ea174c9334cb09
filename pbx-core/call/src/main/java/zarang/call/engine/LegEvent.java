package zarang.call.engine;

import java.util.List;
import java.util.Optional;
import zarang.call.AudioQuality;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.WrittenNumber;

/**
 * What happened to a leg. Delivered on the control loop, in order for each leg; {@link Ended} comes
 * once and last.
 */
public sealed interface LegEvent {
    LegId leg();

    /**
     * A call comes in; its caller was told nothing yet.
     *
     * @param caller what the message says of who calls, the best first: the first that is a
     *     telephone number is the caller's; empty when withheld or not understood
     * @param calledUser the number that was dialled, without separators, or a name
     * @param origin where it comes from
     * @param engineName the engine's own name of the leg, such as a SIP Call-ID; for the log only
     */
    record Arrived(
            LegId leg,
            List<WrittenNumber> caller,
            String calledUser,
            ArrivalOrigin origin,
            String engineName)
            implements LegEvent {
        public Arrived {
            caller = List.copyOf(caller);
        }
    }

    /**
     * An outgoing leg's phone rings; again when its audio can be heard only later.
     *
     * @param audible whether what comes from there before the answer can be heard: the leg may be
     *     joined to a bridge from now on
     */
    record Ringing(LegId leg, boolean audible) implements LegEvent {
        /** One that nothing is heard of. */
        public Ringing(LegId leg) {
            this(leg, false);
        }
    }

    /** Media can flow: we answered an incoming leg, or an outgoing leg's phone did. */
    record Answered(LegId leg) implements LegEvent {}

    /**
     * A digit was pressed, by whatever way it was sent; reported once, at its start.
     *
     * @param digit 0-9, *, #, A-D
     */
    record Digit(LegId leg, char digit) implements LegEvent {}

    /**
     * The other side put us on hold, or took us back.
     *
     * @param held whether it hears nothing of us now
     */
    record Held(LegId leg, boolean held) implements LegEvent {}

    /**
     * A phone that is known wants whom it talks with to go on with somebody else. Until {@link
     * LegCommand.TellTransfer} says what has become of it, the phone waits, some minutes at most.
     *
     * @param transfer tells it from other wishes of the leg
     */
    record TransferWanted(LegId leg, long transfer, TransferTarget target) implements LegEvent {}

    record PlayFinished(LegId leg, long play) implements LegEvent {}

    /** What {@link LegCommand.DetectAnswerer} asked for. */
    record AnsweredBy(LegId leg, Answerer answerer) implements LegEvent {}

    /**
     * The leg is gone.
     *
     * @param said what refused an outgoing leg, in the engine's own words, such as a SIP status;
     *     empty where nothing was said; for the log only
     * @param audio how its audio arrived; empty if there was none, or the engine does not measure
     */
    record Ended(
            LegId leg, Cause cause, LegOutcome outcome, String said, Optional<AudioQuality> audio)
            implements LegEvent {
        /** One whose audio was not measured. */
        public Ended(LegId leg, Cause cause, LegOutcome outcome, String said) {
            this(leg, cause, outcome, said, Optional.empty());
        }

        /** The same, measured. */
        public Ended with(Optional<AudioQuality> measured) {
            return new Ended(leg, cause, outcome, said, measured);
        }

        /** Whether the other side is the reason, rather than we. */
        public boolean byRemote() {
            return outcome.byRemote();
        }
    }
}
