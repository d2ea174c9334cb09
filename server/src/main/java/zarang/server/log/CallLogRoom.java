package zarang.server.log;

import java.util.List;
import zarang.call.actor.CallWatcher;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.server.room.OpenRoom;
import zarang.server.room.Room;
import zarang.server.room.RoomHost;

/** The log of calls. */
public final class CallLogRoom implements Room {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final Key<Boolean> SHORTENED_CALLERS =
            TABLE.of(
                    "log.shortened-callers",
                    Kind.flag(),
                    "false",
                    "Whether log lines show callers' numbers with the middle left out, such as"
                            + " +98912***4567. A whole number is never logged.");

    @Override
    public List<KeyTable> keys() {
        return List.of(TABLE);
    }

    @Override
    public Opening read(ConfigReader reading) {
        CallWords words = new CallWords(reading.value(SHORTENED_CALLERS));
        return host -> new Written(words, host);
    }

    private record Written(CallWords words, RoomHost host) implements OpenRoom {
        @Override
        public List<CallWatcher> watchers() {
            return List.of(new CallLog(words, host.loop()::nanos));
        }
    }
}
