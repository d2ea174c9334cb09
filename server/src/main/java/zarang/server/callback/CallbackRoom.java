package zarang.server.callback;

import java.util.List;
import java.util.Map;
import zarang.api.callbacks.CallbackApi;
import zarang.api.route.Operation;
import zarang.call.fact.FactType;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.meter.Meters;
import zarang.redis.FunctionLibrary;
import zarang.routing.callback.CallbackBooked;
import zarang.routing.callback.CallbackClosed;
import zarang.routing.callback.CallbackService;
import zarang.routing.callback.Callbacks;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

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
    public Opening read(ConfigReader reading) {
        return CallbackRoom::open;
    }

    private static OpenRoom open(RoomHost host) {
        Callbacks callbacks =
                Callbacks.open(host.loop(), host.redis(), host.journal(), host.random());
        return new Open(callbacks, new CallbackService(callbacks, host.numbers()));
    }

    private record Open(Callbacks callbacks, CallbackService service) implements OpenRoom {
        @Override
        public Map<String, ScriptService> services() {
            return Map.of(CallbackArguments.SERVICE, service);
        }

        @Override
        public List<Meters> meters() {
            return List.of(new CallbackFigures(service::counts, callbacks::open));
        }

        @Override
        public List<Operation> operations() {
            return new CallbackApi(callbacks).operations();
        }

        @Override
        public void close() {
            callbacks.close();
        }
    }
}
