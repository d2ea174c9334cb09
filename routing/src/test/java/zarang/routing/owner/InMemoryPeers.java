package zarang.routing.owner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.loop.ControlLoop;
import zarang.routing.agent.AgentWish;

/** Processes of one simulation, by the rules of {@code floor.lua}. One thread; answers at once. */
public final class InMemoryPeers implements FloorPeers {
    /** What they share. */
    public static final class Hub {
        private final ControlLoop loop;
        private final Map<String, Long> tillNanos = new TreeMap<>();
        private final Map<String, List<String>> unread = new HashMap<>();
        private final Map<String, Consumer<String>> readers = new HashMap<>();
        private final Map<AgentId, AgentWish> wishes = new HashMap<>();
        private String paces = "";
        private int pacesWritten;
        private String owner = "";
        private String settings = "";
        private long fence;
        private long ownedTillNanos;

        public Hub(ControlLoop loop) {
            this.loop = loop;
        }

        /** How often it was written down how fast queues move. */
        int pacesWritten() {
            return pacesWritten;
        }

        /** Everything is forgotten, as after a loss of the data. */
        public void forget() {
            tillNanos.clear();
            unread.clear();
            wishes.clear();
            paces = "";
            owner = "";
        }

        private boolean lives(long tillNanos) {
            return loop.nanos() - tillNanos < 0;
        }
    }

    private static final int UNREAD_MAX = 20_000;

    private final Hub hub;
    private final String name;
    private final String self;

    public InMemoryPeers(Hub hub, String name, String run) {
        this.hub = hub;
        this.name = name;
        self = name + "~" + run;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public CompletionStage<Ownership> beat(Beat beat) {
        long till = hub.loop.nanos() + LEASE.toNanos();
        hub.tillNanos.put(self, till);
        hub.tillNanos
                .entrySet()
                .removeIf(node ->
                        !hub.lives(node.getValue())
                                || (isRun(node.getKey()) && !node.getKey().equals(self)));
        boolean owned = !hub.owner.isEmpty() && hub.lives(hub.ownedTillNanos) && !isRun(hub.owner);
        boolean same = hub.owner.equals(self) && hub.fence == beat.held();
        if (beat.wants() && (same || !owned)) {
            hub.fence = same ? hub.fence : hub.fence + 1;
            hub.owner = self;
            hub.ownedTillNanos = till;
            hub.settings = beat.settings();
        } else if (!owned) {
            hub.owner = "";
        }
        boolean nobody = hub.owner.isEmpty();
        return CompletableFuture.completedFuture(
                new Ownership(
                        hub.owner,
                        nobody ? 0 : hub.fence,
                        nobody ? "" : hub.settings,
                        List.copyOf(hub.tillNanos.keySet())));
    }

    private boolean isRun(String node) {
        return node.startsWith(name + "~");
    }

    @Override
    public CompletionStage<?> keep(AgentId agent, Optional<AgentWish> wish) {
        wish.ifPresentOrElse(kept -> hub.wishes.put(agent, kept), () -> hub.wishes.remove(agent));
        return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<Map<AgentId, AgentWish>> kept() {
        return CompletableFuture.completedFuture(Map.copyOf(hub.wishes));
    }

    @Override
    public CompletionStage<?> keepPaces(String paces) {
        hub.paces = paces;
        hub.pacesWritten++;
        return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<String> keptPaces() {
        return CompletableFuture.completedFuture(hub.paces);
    }

    @Override
    public CompletionStage<?> leave() {
        if (hub.owner.equals(self)) {
            hub.owner = "";
        }
        hub.tillNanos.remove(self);
        return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<Boolean> send(String to, List<String> letters) {
        @Nullable Consumer<String> reader = hub.readers.get(to);
        if (reader != null) {
            letters.forEach(reader);
            return CompletableFuture.completedFuture(true);
        }
        List<String> unread = hub.unread.computeIfAbsent(to, node -> new ArrayList<>());
        boolean room = unread.size() + letters.size() <= UNREAD_MAX;
        if (room) {
            unread.addAll(letters);
        }
        return CompletableFuture.completedFuture(room);
    }

    @Override
    public void listen(Consumer<String> reader) {
        hub.readers.put(self, reader);
        hub.unread.getOrDefault(self, List.of()).forEach(reader);
        hub.unread.remove(self);
    }

    /** The process is dead: nobody reads its letters. */
    public void die() {
        hub.readers.remove(self);
    }
}
