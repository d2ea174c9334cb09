package zarang.sip.ban;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where bans are kept over a restart: a text for each source. */
public interface BanStore {
    /** Keeps nothing. */
    BanStore NONE =
            new BanStore() {
                @Override
                public void put(String source, String text) {}

                @Override
                public void remove(String source) {}

                @Override
                public CompletionStage<Map<String, String>> load(Duration limit) {
                    return CompletableFuture.completedFuture(Map.of());
                }
            };

    /** Keeps {@code text} in place of what was kept of that source. Must not wait. Control loop. */
    void put(String source, String text);

    /** Forgets that source. Must not wait. Control loop. */
    void remove(String source);

    /** What an earlier run left, by source. Any thread. Fails after {@code limit} at the latest. */
    CompletionStage<Map<String, String>> load(Duration limit);
}
