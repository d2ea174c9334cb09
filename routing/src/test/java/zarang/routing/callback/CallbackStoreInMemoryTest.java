package zarang.routing.callback;

import java.time.Duration;
import zarang.call.loop.VirtualLoop;

/** The list that tests use is as the real one. */
final class CallbackStoreInMemoryTest extends CallbackStoreContract {
    private final VirtualLoop loop = new VirtualLoop();
    private final CallbackStore store = new CallbackStoreInMemory(loop, MAX, MAX_OF_ONE);

    @Override
    CallbackStore store() {
        return store;
    }

    @Override
    void pass(Duration span) {
        loop.advance(span);
    }
}
