package zarang.routing.reserve;

final class InMemoryReservationsTest extends ReservationsContract {
    private final InMemoryReservations.Store store = new InMemoryReservations.Store();

    @Override
    Reservations node(String name, Fence fence) {
        return new InMemoryReservations(store, name, fence);
    }
}
