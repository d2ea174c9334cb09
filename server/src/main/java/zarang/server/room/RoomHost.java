package zarang.server.room;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;
import zarang.call.PhoneNumber;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisLink;

/**
 * What the house gives a room that opens.
 *
 * @param node names this process among those that share its Redis
 * @param data the data folder
 * @param journal takes the room's facts
 * @param vertx whose loops are for sockets
 * @param numbers reads a telephone number as people here write it; any thread
 * @param random several threads use it
 */
public record RoomHost(
        String node,
        Path data,
        ControlLoop loop,
        RedisLink redis,
        Journal journal,
        Vertx vertx,
        Function<String, Optional<PhoneNumber>> numbers,
        SecureRandom random) {}
