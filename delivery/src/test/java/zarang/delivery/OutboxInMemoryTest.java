package zarang.delivery;

class OutboxInMemoryTest extends OutboxContract {
    @Override
    Outbox outbox() {
        return new OutboxInMemory();
    }
}
