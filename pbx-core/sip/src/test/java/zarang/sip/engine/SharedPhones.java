package zarang.sip.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What Redis is to several nodes, without a Redis: each sees what the others keep. */
final class SharedPhones {
    private final Map<String, Map<String, String>> kept = new TreeMap<>();
    private final Map<String, List<String>> listeners = new TreeMap<>();
    private final Map<String, OtherNodes> followers = new HashMap<>();

    /** Whether nobody is told of changes now. */
    boolean deaf;

    PhoneStore of(String node) {
        return new Store(node);
    }

    /** Tells everybody everything again. */
    void tellAll() {
        followers.forEach((node, told) -> {
            Map<String, OtherNodes.Kept> others = new TreeMap<>();
            listeners.forEach((other, where) -> {
                if (!other.equals(node)) {
                    others.put(
                            other, new OtherNodes.Kept(where, kept.getOrDefault(other, Map.of())));
                }
            });
            told.all(others);
        });
    }

    private final class Store implements PhoneStore {
        private final String node;

        Store(String node) {
            this.node = node;
        }

        private Map<String, String> own() {
            return kept.computeIfAbsent(node, n -> new TreeMap<>());
        }

        @Override
        public void put(String user, String text) {
            own().put(user, text);
            tell(user, Optional.of(text));
        }

        @Override
        public void remove(String user) {
            own().remove(user);
            tell(user, Optional.empty());
        }

        private void tell(String user, Optional<String> text) {
            if (!deaf) {
                followers.forEach((other, told) -> {
                    if (!other.equals(node)) {
                        told.changed(List.of(new OtherNodes.Change(node, user, text)));
                    }
                });
            }
        }

        @Override
        public CompletionStage<Map<String, String>> load(Duration limit) {
            return CompletableFuture.completedFuture(Map.copyOf(own()));
        }

        @Override
        public void follow(List<String> where, OtherNodes told) {
            listeners.put(node, where);
            followers.put(node, told);
            tellAll();
        }

        @Override
        public void close() {
            followers.remove(node);
        }
    }
}
