package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.Floor;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.Strategy;
import zarang.routing.reserve.Fence;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Reservations;

/** One process that shares its floor, with calls that do what the test says. */
final class TestNode {
    /** What all processes share. */
    static final class Shared {
        final VirtualLoop loop = new VirtualLoop();
        final InMemoryPeers.Hub hub = new InMemoryPeers.Hub(loop);
        final InMemoryReservations.Store leases = new InMemoryReservations.Store();
        final RoughPeers.Weather weather = new RoughPeers.Weather();
        final RandomGenerator random;

        Shared(RandomGenerator random) {
            this.random = random;
        }
    }

    enum Phase {
        WAITING,
        RINGING,
        TALKING,
        GONE
    }

    /** One call, as its actor behaves. */
    final class Caller {
        final CallId id;
        final Instant since;
        QueueName queue;
        Tier tier;
        Duration ahead = Duration.ZERO;
        int changed;
        Phase phase = Phase.WAITING;
        long phaseNanos;
        int joined;

        /** Where it stood when that was last asked. */
        QueueEvent.@Nullable Placed placed;

        QueueEvent.@Nullable Over over;

        /** Whose phone rang last of those that ring, or who talks. */
        QueueEvent.@Nullable Offered offer;

        /** One, unless the queue rings all. */
        final Map<OfferId, QueueEvent.Offered> rings = new LinkedHashMap<>();

        Caller(CallId id, QueueName queue, Tier tier, Instant since) {
            this.id = id;
            this.queue = queue;
            this.tier = tier;
            this.since = since;
            phaseNanos = shared.loop.nanos();
        }

        TestNode node() {
            return TestNode.this;
        }

        boolean has(AgentId agent) {
            return (offer != null && offer.agent().equals(agent))
                    || rings.values().stream().anyMatch(ring -> ring.agent().equals(agent));
        }

        private void become(Phase next, QueueEvent.@Nullable Offered with) {
            phase = next;
            phaseNanos = shared.loop.nanos();
            offer = with;
        }

        private void hear(QueueEvent event) {
            switch (event) {
                case QueueEvent.Joined _ -> joined++;
                case QueueEvent.Placed e -> placed = e;
                case QueueEvent.Offered e -> {
                    assertThat(phase).as("offered").isIn(offeredIn());
                    rings.put(e.offer(), e);
                    if (phase == Phase.WAITING) {
                        become(Phase.RINGING, e);
                    }
                    offer = e;
                }
                case QueueEvent.OfferRevoked e -> {
                    assertThat(phase).as("revoked").isEqualTo(Phase.RINGING);
                    assertThat(rings).as("revoked").containsKey(e.offer());
                    ringsNoMore(e.offer());
                }
                case QueueEvent.Moved e -> {
                    assertThat(phase).as("moved").isEqualTo(Phase.WAITING);
                    assertThat(queue).as("moved from").isEqualTo(e.from());
                    queue = e.queue();
                    changed++;
                    phaseNanos = shared.loop.nanos();
                }
                case QueueEvent.Reprioritised e -> {
                    assertThat(phase).as("reprioritised").isEqualTo(Phase.WAITING);
                    tier = e.tier();
                    ahead = e.ahead();
                    changed++;
                    phaseNanos = shared.loop.nanos();
                }
                case QueueEvent.Over e -> {
                    assertThat(phase).as("over").isEqualTo(Phase.WAITING);
                    over = e;
                    become(Phase.GONE, null);
                }
            }
        }

        void answer() {
            QueueEvent.Offered ringing = ringing();
            rings.clear();
            become(Phase.TALKING, ringing);
            floorOfCalls.tell(new QueueCommand.OfferAnswered(id, ringing.offer(), ringing.agent()));
        }

        void fail(QueueCommand.OfferFailure failure) {
            QueueEvent.Offered ringing = ringing();
            ringsNoMore(ringing.offer());
            floorOfCalls.tell(
                    new QueueCommand.OfferFailed(id, ringing.offer(), ringing.agent(), failure));
        }

        void hangUp() {
            QueueEvent.Offered talk = phase == Phase.TALKING ? offer : null;
            rings.clear();
            become(Phase.GONE, null);
            if (talk == null) {
                floorOfCalls.tell(new QueueCommand.Leave(id, QueueCommand.LeaveReason.ABANDONED));
            } else {
                floorOfCalls.tell(new QueueCommand.TalkEnded(id, talk.offer(), talk.agent()));
            }
        }

        private List<Phase> offeredIn() {
            return ringAll.contains(queue)
                    ? List.of(Phase.WAITING, Phase.RINGING)
                    : List.of(Phase.WAITING);
        }

        private void ringsNoMore(OfferId gone) {
            rings.remove(gone);
            if (rings.isEmpty()) {
                become(Phase.WAITING, null);
            } else {
                offer = List.copyOf(rings.values()).getLast();
            }
        }

        private QueueEvent.Offered ringing() {
            if (phase != Phase.RINGING || offer == null) {
                throw new AssertionError("no phone rings for " + id);
            }
            return offer;
        }
    }

    /** The leases, as long as this process lives. */
    private final class Mortal implements Reservations {
        private final Reservations kept;

        Mortal(Reservations kept) {
            this.kept = kept;
        }

        @Override
        public CompletionStage<Lease> reserve(
                AgentId agent, OfferId offer, Duration lease, Instant now) {
            return answer(() -> kept.reserve(agent, offer, lease, now));
        }

        @Override
        public CompletionStage<Lease> confirm(
                AgentId agent, OfferId offer, Duration lease, Instant now) {
            return answer(() -> kept.confirm(agent, offer, lease, now));
        }

        @Override
        public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
            return answer(() -> kept.release(agent, offer));
        }

        private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> request) {
            if (dead) {
                return new CompletableFuture<>();
            }
            return shared.weather.away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : request.get();
        }
    }

    private final Shared shared;
    private final RoughPeers peers;
    final Map<CallId, Caller> calls = new LinkedHashMap<>();
    final List<JournalEntry> written = new ArrayList<>();
    final List<QueueEvent> heard = new ArrayList<>();
    final Floor floor;
    final SharedFloor floorOfCalls;
    private final Set<QueueName> ringAll;
    private boolean dead;

    TestNode(Shared shared, String name, int run, FloorSettings settings) {
        this(shared, shared.loop, name, run, settings);
    }

    /** A process whose clock is its own. */
    TestNode(Shared shared, ControlLoop loop, String name, int run, FloorSettings settings) {
        this.shared = shared;
        ringAll =
                settings.queues().stream()
                        .filter(queue -> queue.distribution().strategy() == Strategy.RING_ALL)
                        .map(QueueSettings::name)
                        .collect(Collectors.toSet());
        Fence fence = new Fence();
        peers =
                new RoughPeers(
                        new InMemoryPeers(shared.hub, name, Integer.toString(run)),
                        loop,
                        shared.random,
                        shared.weather);
        floor =
                new Floor(
                        loop,
                        settings,
                        LeaseSettings.defaults(),
                        new Mortal(new InMemoryReservations(shared.leases, name, fence)),
                        name + "-" + run,
                        entry -> {
                            written.add(entry);
                            return CompletableFuture.completedStage(entry);
                        },
                        event -> floorOfCalls().onFloor(event));
        floorOfCalls = new SharedFloor(loop, floor, peers, fence, this::hear);
        floorOfCalls.start();
    }

    private SharedFloor floorOfCalls() {
        return floorOfCalls;
    }

    private void hear(QueueEvent event) {
        if (dead) {
            return;
        }
        heard.add(event);
        event.subject().call().map(calls::get).ifPresent(call -> call.hear(event));
    }

    Caller call(int number, QueueName queue, Tier tier, Instant since) {
        CallId id = new CallId("%026d".formatted(number));
        Caller call = new Caller(id, queue, tier, since);
        calls.put(id, call);
        floorOfCalls.tell(new QueueCommand.Join(id, queue, tier, since));
        return call;
    }

    String name() {
        return peers.self();
    }

    boolean owns() {
        return !dead && floorOfCalls.counts().owns();
    }

    boolean isAlone() {
        return !dead && floorOfCalls.counts().alone();
    }

    boolean isDead() {
        return dead;
    }

    void setCutOff(boolean now) {
        peers.setCutOff(now);
    }

    /** As kill -9: nothing that it still does has an effect. */
    void kill() {
        dead = true;
        peers.die();
        floorOfCalls.close();
        floor.close();
        calls.clear();
    }

    void close() {
        floorOfCalls.close();
        floor.close();
    }
}
