package zarang.sip.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the embedded engine keeps its phones, over a restart and for the other nodes: a text for
 * each user.
 */
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

                @Override
                public void follow(List<String> listeners, OtherNodes told) {}

                @Override
                public void close() {}
            };

    /** Keeps {@code text} in place of what was kept of that user. Must not wait. Control loop. */
    void put(String user, String text);

    /** Forgets that user. Must not wait. Control loop. */
    void remove(String user);

    /** What an earlier run left, by user. Any thread. Fails after {@code limit} at the latest. */
    CompletionStage<Map<String, String>> load(Duration limit);

    /**
     * Lets the other nodes know of this one, and tells from now on what they keep; once.
     *
     * @param listeners where others reach this node, such as {@code udp:10.0.0.1:5060}
     */
    void follow(List<String> listeners, OtherNodes told);

    /** Tells nothing more. Must not wait. */
    void close();
}
