package zarang.routing.owner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import zarang.call.AgentId;
import zarang.call.loop.ControlLoop;
import zarang.routing.agent.AgentWish;

/**
 * What one process has of the others: answers and letters take their time, come twice, are lost,
 * and at times nothing comes through. After its death nothing does.
 */
final class RoughPeers implements FloorPeers {
    /** Longest way of a letter, and of a request or an answer. */
    static final int WAY_MS = 20;

    /** What is the matter with everybody's Redis, as the test has it. */
    static final class Weather {
        boolean away;
        int lostOfThousand;
        int doubledOfThousand;
        long disturbedNanos = Long.MIN_VALUE / 2;
    }

    private final InMemoryPeers peers;
    private final ControlLoop loop;
    private final RandomGenerator random;
    private final Weather weather;
    private boolean dead;
    private boolean cutOff;
    private long lastLetterNanos;

    RoughPeers(InMemoryPeers peers, ControlLoop loop, RandomGenerator random, Weather weather) {
        this.peers = peers;
        this.loop = loop;
        this.random = random;
        this.weather = weather;
    }

    void die() {
        dead = true;
        peers.die();
    }

    void setCutOff(boolean now) {
        cutOff = now;
    }

    @Override
    public String self() {
        return peers.self();
    }

    @Override
    public CompletionStage<Ownership> beat(Beat beat) {
        return ask(() -> peers.beat(beat));
    }

    @Override
    public CompletionStage<?> keep(AgentId agent, Optional<AgentWish> wish) {
        return ask(() -> peers.keep(agent, wish));
    }

    @Override
    public CompletionStage<Map<AgentId, AgentWish>> kept() {
        return ask(peers::kept);
    }

    @Override
    public CompletionStage<?> keepPaces(String paces) {
        return ask(() -> peers.keepPaces(paces));
    }

    @Override
    public CompletionStage<String> keptPaces() {
        return ask(peers::keptPaces);
    }

    @Override
    public CompletionStage<?> leave() {
        return ask(peers::leave);
    }

    @Override
    public CompletionStage<Boolean> send(String to, List<String> letters) {
        return ask(() -> peers.send(to, letters));
    }

    @Override
    public void listen(Consumer<String> reader) {
        peers.listen(letter -> {
            if (isHit(weather.lostOfThousand)) {
                weather.disturbedNanos = loop.nanos();
                return;
            }
            bring(letter, reader);
            if (isHit(weather.doubledOfThousand)) {
                loop.schedule(way().multipliedBy(10), () -> bring(letter, reader));
            }
        });
    }

    /** Letters do not overtake each other. */
    private void bring(String letter, Consumer<String> reader) {
        long at = Math.max(lastLetterNanos, loop.nanos() + way().toNanos());
        lastLetterNanos = at;
        loop.schedule(
                Duration.ofNanos(at - loop.nanos()),
                () -> {
                    if (!dead) {
                        reader.accept(letter);
                    }
                });
    }

    private <T> CompletionStage<T> ask(Supplier<? extends CompletionStage<T>> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (dead) {
            return answer;
        }
        if (weather.away || cutOff) {
            weather.disturbedNanos = loop.nanos();
            loop.schedule(
                    way(), () -> answer.completeExceptionally(new IllegalStateException("away")));
            return answer;
        }
        loop.schedule(
                way(),
                () ->
                        request.get()
                                .thenAccept(
                                        value -> loop.schedule(way(), () -> say(answer, value))));
        return answer;
    }

    /** The request took effect; its answer may be lost all the same. */
    private <T> void say(CompletableFuture<T> answer, T value) {
        if (dead) {
            return;
        }
        if (isHit(weather.lostOfThousand)) {
            weather.disturbedNanos = loop.nanos();
            answer.completeExceptionally(new IllegalStateException("answer lost"));
        } else {
            answer.complete(value);
        }
    }

    private boolean isHit(int ofThousand) {
        return random.nextInt(1_000) < ofThousand;
    }

    private Duration way() {
        return Duration.ofNanos(random.nextLong(WAY_MS * 1_000_000L));
    }
}
