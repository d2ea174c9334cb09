package zarang.server.room;

import java.util.List;
import java.util.Map;
import zarang.api.agents.AgentsAtWork;
import zarang.api.route.Operation;
import zarang.call.actor.CallWatcher;
import zarang.call.journal.JournalConsumer;
import zarang.call.queue.Places;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptService;
import zarang.config.meter.Meters;
import zarang.routing.callback.CallbackLink;

/** A room while the server runs. Each list is asked for once. */
public interface OpenRoom extends AutoCloseable {
    /** Its figures. */
    default List<Meters> meters() {
        return List.of();
    }

    /** What sees every call. */
    default List<CallWatcher> watchers() {
        return List.of();
    }

    /** What acts on the journal's facts. */
    default List<JournalConsumer> consumers() {
        return List.of();
    }

    /** Whom scripts can ask, by name. Their methods are called on the control loop. */
    default Map<String, ScriptService> services() {
        return Map.of();
    }

    /** What can be asked by HTTP; openapi.yaml describes it. */
    default List<Operation> operations() {
        return List.of();
    }

    /**
     * The same, of a room that asks the floor for something.
     *
     * @param agents the agents of the floor
     */
    default List<Operation> operations(AgentsAtWork agents) {
        return operations();
    }

    /** Places of callers, as this room knows more of them. */
    default Places places(Places kept) {
        return kept;
    }

    /** Floor and calls are wired, and no call is taken yet. Any thread; once. */
    default void connect(CallbackLink floor) {}

    /** The floor says something of one who waits there and is no call. Control loop. */
    default void onQueue(QueueEvent event) {}

    /** After the last call, while Redis and the journal are still there. May wait for a moment. */
    @Override
    default void close() {}
}
