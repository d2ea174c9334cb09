package zarang.routing.live;

class LiveInMemoryTest extends LiveStoreContract {
    private final LiveInMemory store = new LiveInMemory();

    @Override
    LiveStore store() {
        return store;
    }
}
