package zarang.server.disposition;

import java.util.List;
import java.util.Map;
import zarang.api.agents.AgentsAtWork;
import zarang.api.dispositions.DispositionApi;
import zarang.api.route.Operation;
import zarang.call.fact.FactType;
import zarang.call.journal.JournalConsumer;
import zarang.call.plan.AgentCode;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.meter.Meters;
import zarang.redis.FunctionLibrary;
import zarang.routing.disposition.CallDisposed;
import zarang.routing.disposition.DispositionCode;
import zarang.routing.disposition.DispositionSettings;
import zarang.routing.disposition.Dispositions;
import zarang.routing.keys.DispositionKeys;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/** What talks came to. Where no code is configured nothing is followed. */
public final class DispositionRoom implements Room {
    @Override
    public List<KeyTable> keys() {
        return List.of(DispositionKeys.table());
    }

    @Override
    public List<FactType<?>> facts() {
        return List.of(CallDisposed.TYPE);
    }

    @Override
    public List<FunctionLibrary> libraries() {
        return List.of(Dispositions.library());
    }

    @Override
    public Opening read(ConfigReader reading) {
        DispositionSettings settings = DispositionKeys.read(reading);
        return host -> open(host, settings);
    }

    private static OpenRoom open(RoomHost host, DispositionSettings settings) {
        return new Open(Dispositions.open(host.loop(), host.redis(), host.journal(), settings));
    }

    private record Open(Dispositions dispositions) implements OpenRoom {
        @Override
        public List<JournalConsumer> consumers() {
            return dispositions.settings().codes().isEmpty()
                    ? List.of()
                    : List.of(dispositions.talks());
        }

        @Override
        public Map<String, ScriptService> services() {
            return Map.of(AgentCode.DISPOSITIONS, new DispositionCode(dispositions));
        }

        @Override
        public List<Meters> meters() {
            return List.of(new DispositionFigures(dispositions::counts, dispositions::untold));
        }

        @Override
        public List<Operation> operations(AgentsAtWork agents) {
            return new DispositionApi(dispositions, agents).operations();
        }

        @Override
        public void close() {
            dispositions.close();
        }
    }
}
