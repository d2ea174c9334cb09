package zarang.server.serve;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zarang.api.agents.AgentsAtWork;
import zarang.api.route.Operation;
import zarang.call.actor.CallWatcher;
import zarang.call.journal.JournalConsumer;
import zarang.call.queue.Places;
import zarang.call.script.ScriptService;
import zarang.config.meter.Board;
import zarang.routing.callback.CallbackLink;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/**
 * The rooms that nobody is wired to, while the server runs.
 *
 * @param rooms in the order of the list of rooms; closed the other way round
 */
record OpenRooms(List<OpenRoom> rooms) implements AutoCloseable {
    /** Opens what the settings read. */
    static OpenRooms open(ThisNode node, ClubSide club, Vertx vertx) {
        RoomHost host =
                new RoomHost(
                        node.name(),
                        node.data().root(),
                        node.loop(),
                        club.redis(),
                        club.journal(),
                        vertx,
                        club.members()::parse,
                        node.random());
        return new OpenRooms(
                node.settings().openings().stream().map(opening -> opening.open(host)).toList());
    }

    /** As the files say now; the rooms' lines of what is otherwise. */
    List<String> reload(List<Room.Opening> read, boolean apply) {
        return IntStream.range(0, rooms.size())
                .boxed()
                .flatMap(room -> read.get(room).reload(rooms.get(room), apply).stream())
                .toList();
    }

    private <T> Stream<T> each(Function<OpenRoom, List<T>> brings) {
        return rooms.stream().map(brings).flatMap(List::stream);
    }

    List<CallWatcher> watchers() {
        return each(OpenRoom::watchers).toList();
    }

    /** Whom scripts can ask; two of one name are a fault. */
    Map<String, ScriptService> services() {
        return rooms.stream()
                .flatMap(room -> room.services().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<JournalConsumer> consumers() {
        return each(OpenRoom::consumers).toList();
    }

    List<Operation> operations(AgentsAtWork agents) {
        return each(room -> room.operations(agents)).toList();
    }

    Places places(Places kept) {
        Places places = kept;
        for (OpenRoom room : rooms) {
            places = room.places(places);
        }
        return places;
    }

    void connect(Wiring wiring) {
        wiring.tellOthers(event -> rooms.forEach(room -> room.onQueue(event)));
        CallbackLink floor = wiring.callbackLink();
        rooms.forEach(room -> room.connect(floor));
    }

    void putFigures(Board board) {
        each(OpenRoom::meters).forEach(meters -> meters.putOn(board));
    }

    @Override
    public void close() {
        rooms.reversed().forEach(OpenRoom::close);
    }
}
