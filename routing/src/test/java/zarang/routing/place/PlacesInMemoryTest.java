package zarang.routing.place;

import java.time.Duration;
import zarang.call.loop.VirtualLoop;
import zarang.testkit.StoreAnswers;

class PlacesInMemoryTest extends PlaceStoreContract {
    private final VirtualLoop clock = new VirtualLoop();
    private final PlacesInMemory.Kept kept = new PlacesInMemory.Kept(clock);

    @Override
    PlaceStore store(String node, String run) {
        return new PlacesInMemory(kept, node, run, StoreAnswers.AT_ONCE);
    }

    @Override
    void pass(Duration time) {
        clock.advance(time);
    }
}
