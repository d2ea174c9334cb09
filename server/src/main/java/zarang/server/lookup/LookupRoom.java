package zarang.server.lookup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.call.script.RedisArguments;
import zarang.call.script.ScriptService;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.meter.Meters;
import zarang.crm.lookup.HttpLookup;
import zarang.crm.lookup.LookupFigures;
import zarang.crm.lookup.LookupKeys;
import zarang.crm.lookup.LookupSettings;
import zarang.crm.lookup.LookupTally;
import zarang.crm.lookup.RedisLookup;
import zarang.ivr.limit.LimitService;
import zarang.redis.FunctionLibrary;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/** What scripts ask outside: the web, Redis, and how often somebody has tried something. */
public final class LookupRoom implements Room {
    @Override
    public List<KeyTable> keys() {
        return List.of(LookupKeys.table());
    }

    @Override
    public Opening read(ConfigReader reading) {
        LookupSettings settings = LookupKeys.read(reading);
        return new Opening() {
            @Override
            public OpenRoom open(RoomHost host) {
                return LookupRoom.open(settings, host);
            }

            @Override
            public Set<String> secretsOfScripts() {
                return settings.secrets().keySet();
            }
        };
    }

    @Override
    public List<FunctionLibrary> libraries() {
        return List.of(LimitService.library());
    }

    private static OpenRoom open(LookupSettings settings, RoomHost host) {
        LookupTally tally = new LookupTally();
        return new Open(
                tally,
                new HttpLookup(host.vertx(), settings, tally, host.loop()::nanos),
                new RedisLookup(host.redis(), settings, tally),
                LimitService.in(host.redis()));
    }

    private record Open(LookupTally tally, HttpLookup web, RedisLookup redis, LimitService limits)
            implements OpenRoom {
        @Override
        public Map<String, ScriptService> services() {
            return Map.of(
                    HttpArguments.SERVICE,
                    web,
                    RedisArguments.SERVICE,
                    redis,
                    LimitService.NAME,
                    limits);
        }

        @Override
        public List<Meters> meters() {
            return List.of(new LookupFigures(tally::counts, web::running));
        }

        @Override
        public void close() {
            web.close();
        }
    }
}
