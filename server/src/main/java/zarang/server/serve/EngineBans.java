package zarang.server.serve;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.bans.BannedSources;
import zarang.call.engine.BannedSource;
import zarang.call.loop.ControlLoop;

/** The way from HTTP to the bans, which are the control loop's. Any thread. */
record EngineBans(ControlLoop loop, Wiring wiring) implements BannedSources {
    @Override
    public CompletionStage<List<BannedSource>> all() {
        return CompletableFuture.supplyAsync(wiring::bans, loop::post);
    }

    @Override
    public CompletionStage<Boolean> lift(String source) {
        return CompletableFuture.supplyAsync(() -> wiring.liftBan(source), loop::post);
    }
}
