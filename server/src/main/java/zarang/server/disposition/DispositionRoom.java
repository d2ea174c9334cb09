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
        return new Written(DispositionKeys.read(reading));
    }

    private record Written(DispositionSettings settings) implements Opening {
        @Override
        public OpenRoom open(RoomHost host) {
            return new Open(
                    Dispositions.open(host.loop(), host.redis(), host.journal(), settings),
                    !settings.codes().isEmpty());
        }

        @Override
        public List<String> reload(OpenRoom open, boolean apply) {
            if (!(open instanceof Open(var dispositions, var follows))) {
                return List.of();
            }
            if (!follows && !settings.codes().isEmpty()) {
                return List.of("dispositions: the first ones count from the next start on");
            }
            List<String> changes = dispositions.settings().differences(settings);
            if (apply) {
                dispositions.set(settings);
            }
            return changes;
        }
    }

    /**
     * While the server runs.
     *
     * @param follows whether it is followed who talks
     */
    private record Open(Dispositions dispositions, boolean follows) implements OpenRoom {
        @Override
        public List<JournalConsumer> consumers() {
            return follows ? List.of(dispositions.talks()) : List.of();
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
