package zarang.call.verb;

import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;

/** What is heard of whom an agent calls before the answer, such as an announcement. */
final class EarlyAudio {
    private final CallState call;
    private @Nullable BridgeId bridge;

    EarlyAudio(CallState call) {
        this.call = call;
    }

    /** The agent hears {@code rung} from here on, and says nothing to it. */
    void open(LegId rung) {
        if (bridge == null) {
            BridgeId opened = call.bridges.open();
            bridge = opened;
            call.engine(new LegCommand.Progress(call.caller.leg()));
            call.join(opened, call.caller.leg(), new Audience.Nobody());
            call.join(opened, rung, new Audience.Everyone());
        }
    }

    /** Harmless if nothing is heard. */
    void close() {
        if (bridge != null) {
            call.closeBridge(bridge);
            bridge = null;
        }
    }
}
