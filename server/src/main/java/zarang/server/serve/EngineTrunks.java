package zarang.server.serve;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.trunks.TrunksAtWork;
import zarang.call.engine.TrunkStatus;
import zarang.call.loop.ControlLoop;

/** The way from HTTP to the trunks, which are the control loop's. Any thread. */
record EngineTrunks(ControlLoop loop, Wiring wiring) implements TrunksAtWork {
    /** A trunk that does not answer within 4 s is not going to. */
    private static final Duration TEST = Duration.ofSeconds(5);

    @Override
    public CompletionStage<List<TrunkStatus>> trunks() {
        return CompletableFuture.supplyAsync(wiring::trunks, loop::post);
    }

    @Override
    public CompletionStage<List<TrunkStatus>> tested(String name) {
        CompletableFuture<List<TrunkStatus>> done = new CompletableFuture<>();
        loop.post(() -> {
            Duration wait = wiring.checkTrunk(name) ? TEST : Duration.ZERO;
            loop.schedule(wait, () -> done.complete(wiring.trunks()));
        });
        return done;
    }
}
