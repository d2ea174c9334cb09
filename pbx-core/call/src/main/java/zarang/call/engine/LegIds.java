package zarang.call.engine;

import java.util.concurrent.atomic.AtomicLong;
import zarang.call.LegId;

/**
 * Gives out leg ids: one for each process, shared by the engine (incoming legs) and the exchange
 * (outgoing ones).
 */
public final class LegIds {
    private final AtomicLong last = new AtomicLong();

    /** A fresh id. Any thread. */
    public LegId next() {
        return new LegId(last.incrementAndGet());
    }
}
