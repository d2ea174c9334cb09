package zarang.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The function libraries of this version of Zarang in a Redis. Who last used which library is noted
 * in the hash {@code zarang:libraries}; one that no process has loaded for 30 days is deleted, so
 * that upgrades leave nothing behind for ever.
 */
final class LoadedFunctions {
    private static final String USED = "zarang:libraries";
    private static final Duration UNUSED_MAX = Duration.ofDays(30);

    private final List<FunctionLibrary> libraries;
    private final Map<String, String> loadedNames = new HashMap<>();

    LoadedFunctions(List<FunctionLibrary> libraries) {
        this.libraries = List.copyOf(libraries);
        for (FunctionLibrary library : libraries) {
            library.functions()
                    .forEach(function -> loadedNames.put(function, library.loaded(function)));
        }
    }

    /**
     * What a function is called in Redis.
     *
     * @throws IllegalArgumentException no library of this link has it
     */
    String nameOf(String function) {
        String loaded = loadedNames.get(function);
        if (loaded == null) {
            throw new IllegalArgumentException("no loaded library has a function " + function);
        }
        return loaded;
    }

    List<String> libraryNames() {
        return libraries.stream().map(FunctionLibrary::loadedName).toList();
    }

    /** Loads what is not there, and deletes what nobody uses any more. */
    CompletionStage<?> load(RedisAsyncCommands<String, String> commands) {
        CompletionStage<?> loaded = CompletableFuture.completedFuture("");
        for (FunctionLibrary library : libraries) {
            loaded = loaded.thenCompose(done -> load(library, commands));
        }
        return libraries.isEmpty() ? loaded : loaded.thenCompose(done -> used(commands));
    }

    private static CompletionStage<String> load(
            FunctionLibrary library, RedisAsyncCommands<String, String> commands) {
        return commands.functionLoad(library.loadedSource(), false)
                .exceptionally(failure -> {
                    if (isThere(failure)) {
                        return library.loadedName();
                    }
                    throw new CompletionException(failure);
                });
    }

    private static boolean isThere(Throwable failure) {
        Throwable cause = RedisAway.unwrapped(failure);
        return cause instanceof RedisCommandExecutionException
                && String.valueOf(cause.getMessage()).contains("already exists");
    }

    /** By Redis' own clock, which all processes share. */
    private CompletionStage<?> used(RedisAsyncCommands<String, String> commands) {
        return commands.time().thenCompose(time -> used(time.getFirst(), commands));
    }

    private CompletionStage<?> used(String nowS, RedisAsyncCommands<String, String> commands) {
        Map<String, String> ours = new HashMap<>();
        libraryNames().forEach(name -> ours.put(name, nowS));
        long oldestS = Long.parseLong(nowS) - UNUSED_MAX.toSeconds();
        return commands.hset(USED, ours)
                .thenCompose(done -> commands.hgetall(USED))
                .thenCompose(all -> deleteUnused(all, oldestS, commands));
    }

    private static CompletionStage<?> deleteUnused(
            Map<String, String> lastUsedS,
            long oldestS,
            RedisAsyncCommands<String, String> commands) {
        CompletionStage<?> deleted = CompletableFuture.completedFuture("");
        for (Map.Entry<String, String> library : lastUsedS.entrySet()) {
            if (Long.parseLong(library.getValue()) < oldestS) {
                deleted =
                        deleted.thenCompose(done -> delete(library.getKey(), commands))
                                .handle((done, absent) -> "")
                                .thenCompose(done -> commands.hdel(USED, library.getKey()));
            }
        }
        return deleted;
    }

    /** {@code FUNCTION DELETE}, which Lettuce has no method for. */
    private static CompletionStage<String> delete(
            String library, RedisAsyncCommands<String, String> commands) {
        return commands.dispatch(
                CommandType.FUNCTION,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add("DELETE").add(library));
    }
}
