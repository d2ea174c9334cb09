package zarang.routing.calls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zarang.call.AgentId;
import zarang.routing.agent.AgentWish;
import zarang.routing.owner.FloorPeers;

/**
 * The floor's peers, some of whose letters are for somebody else.
 *
 * @param living gets who lives, with each beat; on any thread
 * @param takes whether a letter is not for the floor; on any thread
 */
record PeersBesideCalls(FloorPeers peers, Consumer<List<String>> living, Predicate<String> takes)
        implements FloorPeers {
    @Override
    public String self() {
        return peers.self();
    }

    @Override
    public CompletionStage<Ownership> beat(Beat beat) {
        return peers.beat(beat)
                .thenApply(ownership -> {
                    living.accept(ownership.living());
                    return ownership;
                });
    }

    @Override
    public CompletionStage<?> keep(AgentId agent, Optional<AgentWish> wish) {
        return peers.keep(agent, wish);
    }

    @Override
    public CompletionStage<Map<AgentId, AgentWish>> kept() {
        return peers.kept();
    }

    @Override
    public CompletionStage<?> keepPaces(String paces) {
        return peers.keepPaces(paces);
    }

    @Override
    public CompletionStage<String> keptPaces() {
        return peers.keptPaces();
    }

    @Override
    public CompletionStage<?> leave() {
        return peers.leave();
    }

    @Override
    public CompletionStage<Boolean> send(String to, List<String> letters) {
        return peers.send(to, letters);
    }

    @Override
    public void listen(Consumer<String> reader) {
        peers.listen(letter -> {
            if (!takes.test(letter)) {
                reader.accept(letter);
            }
        });
    }
}
