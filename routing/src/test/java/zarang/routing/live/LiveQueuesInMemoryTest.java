package zarang.routing.live;

class LiveQueuesInMemoryTest extends LiveQueueStoreContract {
    private final LiveQueuesInMemory store = new LiveQueuesInMemory();

    @Override
    LiveQueueStore store() {
        return store;
    }
}
