package zarang.api.trunks;

import java.util.List;
import java.util.concurrent.CompletionStage;
import zarang.call.engine.TrunkStatus;

/** The trunks as an admin sees and tries them. Any thread; returns at once. */
public interface TrunksAtWork {
    /** All trunks, in the order of the configuration. */
    CompletionStage<List<TrunkStatus>> trunks();

    /**
     * Asks a trunk now whether it is there and, if it registers, whether it has us; completes some
     * seconds later, when it has answered or is not going to. A name that is none changes nothing.
     */
    CompletionStage<List<TrunkStatus>> tested(String name);
}
