package zarang.server.last;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import zarang.call.actor.CallWatcher;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.meter.Meters;
import zarang.routing.keys.LastAgentKeys;
import zarang.routing.last.LastAgents;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;

/** Which agent a caller talked with last. */
public final class LastAgentRoom implements Room {
    @Override
    public List<KeyTable> keys() {
        return List.of(LastAgentKeys.table());
    }

    @Override
    public Opening read(ConfigReader reading) {
        Duration kept = LastAgentKeys.kept(reading);
        return host -> new Open(new LastAgents(host.redis(), kept));
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
