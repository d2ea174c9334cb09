package zarang.server.room;

import java.util.List;
import java.util.Set;
import zarang.call.fact.FactType;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.redis.FunctionLibrary;

/**
 * What a room brings to the house. The house asks it three things, in this order: what it brings to
 * the tables, before anything is read; how its configuration is, each time that is read; and, once
 * for a process, to open.
 */
public interface Room {
    /** Its keys, in the order in which docs/CONFIGURATION.md shows them. */
    default List<KeyTable> keys() {
        return List.of();
    }

    /** The kinds of facts that it tells. */
    default List<FactType<?>> facts() {
        return List.of();
    }

    /** What it calls in Redis. */
    default List<FunctionLibrary> libraries() {
        return List.of();
    }

    /**
     * Reads the values of its keys. Also for a reload and for a check, so it opens nothing yet.
     *
     * @param reading is told what is wrong
     */
    default Opening read(ConfigReader reading) {
        return host -> new OpenRoom() {};
    }

    /** How the room opens with the values that were read. */
    @FunctionalInterface
    interface Opening {
        /** Called before calls are taken, once Redis and the journal are there. Must not wait. */
        OpenRoom open(RoomHost host);

        /**
         * Sets a room that this opened, or an earlier reading of it, as its files say now, as far
         * as that can be while the server runs. Any thread; returns at once.
         *
         * @param apply false: says what would come of it
         * @return what is otherwise, one a line
         */
        default List<String> reload(OpenRoom open, boolean apply) {
            return List.of();
        }

        /** The names of the secrets that scripts may send. */
        default Set<String> secretsOfScripts() {
            return Set.of();
        }
    }
}
