package zarang.server.last;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import zarang.call.actor.CallWatcher;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.WrittenValue;
import zarang.config.meter.Meters;
import zarang.routing.keys.LastAgentKeys;
import zarang.routing.last.LastAgents;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/** Which agent a caller talked with last. */
public final class LastAgentRoom implements Room {
    @Override
    public List<KeyTable> keys() {
        return List.of(LastAgentKeys.table());
    }

    @Override
    public Opening read(ConfigReader reading) {
        return new Written(LastAgentKeys.kept(reading));
    }

    private record Written(Duration kept) implements Opening {
        @Override
        public OpenRoom open(RoomHost host) {
            return new Open(new LastAgents(host.redis(), kept));
        }

        @Override
        public List<String> reload(OpenRoom open, boolean apply) {
            if (!(open instanceof Open(var agents)) || agents.kept().equals(kept)) {
                return List.of();
            }
            String was = WrittenValue.span(agents.kept());
            if (apply) {
                agents.keep(kept);
            }
            return List.of("last-agent-kept " + was + " -> " + WrittenValue.span(kept));
        }
    }

    private record Open(LastAgents agents) implements OpenRoom {
        @Override
        public List<CallWatcher> watchers() {
            return List.of(agents);
        }

        @Override
        public Map<String, ScriptService> services() {
            return Map.of(LastAgentArguments.SERVICE, agents);
        }

        @Override
        public List<Meters> meters() {
            return List.of(new LastAgentFigures(agents::counts));
        }
    }
}
