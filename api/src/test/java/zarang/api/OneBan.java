package zarang.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.bans.BannedSources;
import zarang.call.engine.BannedSource;

/** One source that is banned. */
final class OneBan implements BannedSources {
    private static final BannedSource SCANNER =
            new BannedSource(
                    "192.0.2.66",
                    "the name of a scanner",
                    Instant.parse("2026-03-21T08:00:00Z"),
                    Instant.parse("2026-03-21T08:10:00Z"),
                    1);

    @Override
    public CompletionStage<List<BannedSource>> all() {
        return CompletableFuture.completedStage(List.of(SCANNER));
    }

    @Override
    public CompletionStage<Boolean> lift(String source) {
        return CompletableFuture.completedStage(source.equals(SCANNER.source()));
    }
}
