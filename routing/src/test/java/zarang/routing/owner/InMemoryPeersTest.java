package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import zarang.call.loop.VirtualLoop;

final class InMemoryPeersTest extends FloorPeersContract {
    private final VirtualLoop loop = new VirtualLoop();
    private final InMemoryPeers.Hub hub = new InMemoryPeers.Hub(loop);

    @Override
    FloorPeers peer(String name, String run) {
        return new InMemoryPeers(hub, name, run);
    }

    @Override
    void pass(Duration time) {
        loop.advance(time);
    }

    @Override
    void awaitUntil(Callable<Boolean> holds) {
        try {
            assertThat(holds.call()).isTrue();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
