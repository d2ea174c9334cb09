package zarang.routing.place;

import java.time.Duration;
import zarang.call.loop.VirtualLoop;
import zarang.testkit.StoreAnswers;

class PlacesInMemoryTest extends PlaceStoreContract {
    private final VirtualLoop clock = new VirtualLoop();
    private final PlacesInMemory store =
            new PlacesInMemory(new PlacesInMemory.Kept(clock), StoreAnswers.AT_ONCE);

    @Override
    PlaceStore store() {
        return store;
    }

    @Override
    void pass(Duration time) {
        clock.advance(time);
    }
}
