package zarang.server.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zarang.api.callbacks.CallbackApi;
import zarang.api.callbacks.MissedApi;
import zarang.api.route.Operation;
import zarang.call.PhoneNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.fact.FactType;
import zarang.call.journal.JournalConsumer;
import zarang.call.queue.Places;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.meter.Meters;
import zarang.redis.FunctionLibrary;
import zarang.routing.callback.CallbackBooked;
import zarang.routing.callback.CallbackClosed;
import zarang.routing.callback.CallbackLink;
import zarang.routing.callback.Callbacks;
import zarang.routing.callback.CallerMissed;
import zarang.routing.callback.CallingBack;
import zarang.routing.callback.MissedCallers;
import zarang.routing.callback.MissedClosed;
import zarang.routing.callback.MissedConsumer;
import zarang.routing.keys.CallbackKeys;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/** Whom to call back. */
public final class CallbackRoom implements Room {
    @Override
    public List<FactType<?>> facts() {
        return List.of(
                CallbackBooked.TYPE, CallbackClosed.TYPE, CallerMissed.TYPE, MissedClosed.TYPE);
    }

    @Override
    public List<FunctionLibrary> libraries() {
        return List.of(Callbacks.library());
    }

    @Override
    public List<KeyTable> keys() {
        return List.of(CallbackKeys.table());
    }

    @Override
    public Opening read(ConfigReader reading) {
        return CallbackRoom::open;
    }

    private static OpenRoom open(RoomHost host) {
        CallingBack side =
                CallingBack.open(
                        host.loop(),
                        host.redis(),
                        host.journal(),
                        host.random(),
                        host.node(),
                        host.numbers());
        MissedCallers missed =
                MissedCallers.open(host.loop(), host.redis(), host.journal(), host.random());
        return new Open(
                side,
                missed,
                MissedConsumer.over(
                        host.redis(), missed, side.callbacks(), side::missedAfter, host.numbers()),
                host.numbers());
    }

    private record Open(
            CallingBack side,
            MissedCallers missed,
            JournalConsumer consumer,
            Function<String, Optional<PhoneNumber>> numbers)
            implements OpenRoom {
        @Override
        public List<JournalConsumer> consumers() {
            return List.of(consumer);
        }

        @Override
        public Map<String, ScriptService> services() {
            return side.services();
        }

        @Override
        public List<CallWatcher> watchers() {
            return side.watchers();
        }

        @Override
        public Places places(Places kept) {
            return side.places(kept);
        }

        @Override
        public void connect(CallbackLink floor) {
            side.connect(floor);
        }

        @Override
        public void onQueue(QueueEvent event) {
            side.onQueue(event);
        }

        @Override
        public List<Meters> meters() {
            return List.of(
                    new CallbackFigures(side::asked, side.callbacks()::open, side::dialled),
                    new MissedFigures(missed::counts, missed::open));
        }

        @Override
        public List<Operation> operations() {
            List<Operation> operations =
                    new ArrayList<>(
                            new CallbackApi(side.callbacks(), side::isQueue, numbers).operations());
            operations.addAll(new MissedApi(missed).operations());
            return operations;
        }

        @Override
        public void close() {
            missed.close();
            side.close();
        }
    }
}
