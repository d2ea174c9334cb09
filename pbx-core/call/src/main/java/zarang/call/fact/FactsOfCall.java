package zarang.call.fact;

import java.util.List;

/** The facts that a call brings. */
public final class FactsOfCall {
    public static final List<FactType<?>> TYPES =
            List.of(
                    CallStarted.TYPE,
                    CallAnswering.TYPE,
                    CallConnected.TYPE,
                    CallerIdentified.TYPE,
                    IvrInput.TYPE,
                    QueueJoined.TYPE,
                    QueueMoved.TYPE,
                    QueueReprioritised.TYPE,
                    QueueRegained.TYPE,
                    QueueLeft.TYPE,
                    AgentOffered.TYPE,
                    OfferFailed.TYPE,
                    CallAnswered.TYPE,
                    CallTalked.TYPE,
                    CallDialled.TYPE,
                    CallTransferred.TYPE,
                    CallHeld.TYPE,
                    CallParked.TYPE,
                    CallSupervised.TYPE,
                    CallDirected.TYPE,
                    CallTagged.TYPE,
                    CallbackTried.TYPE,
                    RecordingReady.TYPE,
                    VoicemailLeft.TYPE,
                    CallEnded.TYPE,
                    AudioMeasured.TYPE);

    private FactsOfCall() {}
}
