package zarang.server.callback;

import java.util.List;
import java.util.Map;
import zarang.api.callbacks.CallbackApi;
import zarang.api.route.Operation;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.fact.FactType;
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
import zarang.routing.callback.CallbackRules;
import zarang.routing.callback.Callbacks;
import zarang.routing.callback.CallingBack;
import zarang.routing.keys.CallbackKeys;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;

/** Whom to call back. */
public final class CallbackRoom implements Room {
    @Override
    public List<FactType<?>> facts() {
        return List.of(CallbackBooked.TYPE, CallbackClosed.TYPE);
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
        Map<QueueName, CallbackRules> rules = CallbackKeys.rules(reading);
        return host ->
                new Open(
                        CallingBack.open(
                                host.loop(),
                                host.redis(),
                                host.journal(),
                                host.random(),
                                host.node(),
                                rules,
                                host.numbers()));
    }

    private record Open(CallingBack side) implements OpenRoom {
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
            return List.of(new CallbackFigures(side::asked, side.callbacks()::open, side::dialled));
        }

        @Override
        public List<Operation> operations() {
            return new CallbackApi(side.callbacks()).operations();
        }

        @Override
        public void close() {
            side.close();
        }
    }
}
