package zarang.sip.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the embedded engine keeps its phones over a restart: a text for each user. */
public interface PhoneStore {
    /** Keeps nothing. */
    PhoneStore NONE =
            new PhoneStore() {
                @Override
                public void put(String user, String text) {}

                @Override
                public void remove(String user) {}

                @Override
                public CompletionStage<Map<String, String>> load(Duration limit) {
                    return CompletableFuture.completedFuture(Map.of());
                }
            };

    /** Keeps {@code text} in place of what was kept of that user. Must not wait. Control loop. */
    void put(String user, String text);

    /** Forgets that user. Must not wait. Control loop. */
    void remove(String user);

    /** What an earlier run left, by user. Any thread. Fails after {@code limit} at the latest. */
    CompletionStage<Map<String, String>> load(Duration limit);
}
