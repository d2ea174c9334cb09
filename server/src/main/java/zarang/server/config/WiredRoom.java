package zarang.server.config;

import java.util.List;
import zarang.call.fact.FactType;
import zarang.config.KeyTable;
import zarang.server.room.Room;

/**
 * A room that others are wired to, such as the floor to the calls. The side that makes it reads its
 * settings, knows its type and shows its figures; this is what it brings before that.
 */
record WiredRoom(List<KeyTable> keys, List<FactType<?>> facts) implements Room {
    static WiredRoom of(KeyTable... keys) {
        return new WiredRoom(List.of(keys), List.of());
    }

    WiredRoom telling(List<? extends FactType<?>> more) {
        return new WiredRoom(keys, List.copyOf(more));
    }
}
