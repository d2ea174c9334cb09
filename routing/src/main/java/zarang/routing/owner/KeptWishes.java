package zarang.routing.owner;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.loop.ControlLoop;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentWish;
import zarang.routing.floor.Floor;

/**
 * What agents were asked to do, here and where the processes that share the floor keep it. As many
 * as agents. Control loop.
 */
final class KeptWishes {
    private static final Logger log = LoggerFactory.getLogger(KeptWishes.class);

    /** How old what was read may be while another process decides. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Floor floor;
    private final Map<AgentId, AgentWish> known = new HashMap<>();

    /** What was asked here and is not known to be kept. */
    private final Map<AgentId, AgentRequest> unkept = new HashMap<>();

    /** Whose wish the owner elsewhere is being told. */
    private final Set<AgentId> handingOver = new HashSet<>();

    private boolean read;
    private boolean reading;
    private long readNanos;

    KeptWishes(ControlLoop loop, FloorPeers peers, Floor floor) {
        this.loop = loop;
        this.peers = peers;
        this.floor = floor;
    }

    /**
     * Somebody asks an agent, and the floor here decides.
     *
     * @return whether it is kept, as far as it is to be; false: not yet, and it is tried again
     */
    CompletionStage<Boolean> ask(AgentRequest request) {
        floor.ask(request);
        if (!request.wish().stands() || floor.phoneOf(request.agent()).isEmpty()) {
            return CompletableFuture.completedStage(true);
        }
        known.put(request.agent(), request.wish());
        unkept.put(request.agent(), request);
        return keep(request.agent());
    }

    /** Tries again to have kept what is not known to be. */
    void keepAll() {
        Set.copyOf(unkept.keySet()).forEach(this::keep);
    }

    /**
     * Another process decides, which cannot know what was asked here while this one decided for
     * itself and nothing could be kept: it is asked the same. Again with each beat, until it has
     * answered.
     *
     * @param owner is asked; completes on the loop
     */
    void handOver(Function<AgentRequest, CompletionStage<?>> owner) {
        for (AgentRequest request : List.copyOf(unkept.values())) {
            if (handingOver.add(request.agent())) {
                var _ =
                        owner.apply(request)
                                .whenComplete((said, failure) -> {
                                    handingOver.remove(request.agent());
                                    if (failure == null) {
                                        unkept.remove(request.agent(), request);
                                    }
                                });
            }
        }
    }

    private CompletionStage<Boolean> keep(AgentId agent) {
        CompletableFuture<Boolean> isKept = new CompletableFuture<>();
        AgentWish wish = known.getOrDefault(agent, new AgentWish.Ready());
        Optional<AgentWish> kept =
                wish instanceof AgentWish.Ready ? Optional.empty() : Optional.of(wish);
        peers.keep(agent, kept)
                .whenComplete((done, failure) ->
                        loop.post(() -> {
                            wasKept(agent, wish, failure);
                            isKept.complete(failure == null);
                        }));
        return isKept;
    }

    private void wasKept(AgentId agent, AgentWish wish, @Nullable Throwable failure) {
        if (failure != null) {
            log.debug("agent.wish not kept yet agent={} wish={}", agent, wish.text(), failure);
        } else if (wish.equals(known.get(agent))) {
            unkept.remove(agent);
        }
    }

    /**
     * Another time of deciding begins: what was read before it does not count.
     *
     * @param then when the floor was told what is kept
     */
    void beginAnew(Runnable then) {
        read = false;
        read(Optional.of(then));
    }

    /** Whether the floor was told what is kept, since {@link #beginAnew}. */
    boolean isRead() {
        return read;
    }

    /** Another process decides: what it was asked is looked at now and then. */
    void follow() {
        if (!reading && loop.nanos() - readNanos > STALE.toNanos()) {
            read(Optional.empty());
        }
    }

    /** The floor decides without the others: what was last known stands. */
    void stand() {
        floor.stand(known);
    }

    private void read(Optional<Runnable> then) {
        reading = true;
        readNanos = loop.nanos();
        peers.kept()
                .whenComplete((kept, failure) ->
                        loop.post(() -> {
                            reading = false;
                            if (failure == null) {
                                were(kept, then);
                            }
                        }));
    }

    private void were(Map<AgentId, AgentWish> kept, Optional<Runnable> then) {
        known.keySet().retainAll(unkept.keySet());
        kept.forEach(known::putIfAbsent);
        if (then.isPresent()) {
            read = true;
            stand();
            then.get().run();
        }
    }
}
