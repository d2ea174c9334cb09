package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;

/** A list that lasts as long as the test, and may be away; by the clock of the loop. */
final class CallbackStoreInMemory implements CallbackStore {
    private final ControlLoop loop;
    private final int max;
    private final int maxOfOne;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> tries = new LinkedHashMap<>();
    private final Map<String, String> held = new LinkedHashMap<>();
    private final Map<String, String> untold = new LinkedHashMap<>();
    private long version;
    private @Nullable DiallerName dialler;
    private Instant diallerUntil = Instant.EPOCH;

    /** Nothing is answered. */
    boolean away;

    CallbackStoreInMemory(ControlLoop loop, int max, int maxOfOne) {
        this.loop = loop;
        this.max = max;
        this.maxOfOne = maxOfOne;
    }

    private <T> CompletionStage<T> say(Supplier<T> answer) {
        return away
                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                : CompletableFuture.completedFuture(answer.get());
    }

    private long now() {
        return loop.instant().toEpochMilli();
    }

    @Override
    public CompletionStage<Put> put(Item item, Duration heldFor, String holder) {
        return say(() -> {
            Optional<Item> there =
                    items.values().stream().filter(e -> e.who().equals(item.who())).findFirst();
            if (there.isPresent()) {
                return new Put.There(there.get().id());
            }
            long ofOne = items.values().stream().filter(e -> e.by().equals(item.by())).count();
            if (items.size() >= max || ofOne >= maxOfOne) {
                return new Put.Full();
            }
            items.put(item.id(), item);
            untold.put(item.id() + ":booked", item.text());
            if (!heldFor.isZero()) {
                held.put(item.id(), now() + heldFor.toMillis() + " " + holder);
            }
            version++;
            return new Put.New();
        });
    }

    @Override
    public CompletionStage<Boolean> amend(String id, String text) {
        return say(() -> {
            Item item = items.get(id);
            if (item == null) {
                return false;
            }
            items.put(id, new Item(id, text, item.who(), item.by()));
            version++;
            return true;
        });
    }

    @Override
    public CompletionStage<Optional<String>> find(String who) {
        return say(() ->
                items.values().stream()
                        .filter(item -> item.who().equals(who))
                        .map(Item::id)
                        .findFirst());
    }

    @Override
    public CompletionStage<Boolean> close(String id, String closing) {
        return say(() -> {
            if (items.remove(id) == null) {
                return false;
            }
            tries.remove(id);
            held.remove(id);
            untold.put(id + ":closed", closing);
            version++;
            return true;
        });
    }

    @Override
    public CompletionStage<TakenOff<String>> takeOff(String id, String closing, String by) {
        return say(() -> holder(id).filter(other -> !other.equals(by)))
                .thenCompose(other ->
                        other.isPresent()
                                ? CompletableFuture.completedFuture(TakenOff.held(other.get()))
                                : close(id, closing)
                                        .thenApply(gone ->
                                                TakenOff.of(Optional.of(id).filter(one -> gone))));
    }

    private Optional<String> holder(String id) {
        String[] parts = held.getOrDefault(id, "0 ").split(" ", 2);
        return Long.parseLong(parts[0]) > now() ? Optional.of(parts[1]) : Optional.empty();
    }

    @Override
    public CompletionStage<Optional<String>> hold(String id, String by, Duration span) {
        return say(() -> {
            if (!items.containsKey(id)) {
                return Optional.empty();
            }
            Optional<String> other = holder(id);
            boolean calls = other.filter(it -> it.startsWith("call ")).isPresent();
            boolean takesOver = calls && by.startsWith("call ") && !span.isZero();
            if (other.isPresent() && !other.get().equals(by) && !takesOver) {
                return other;
            }
            if (span.isZero()) {
                held.remove(id);
            } else {
                held.put(id, now() + span.toMillis() + " " + by);
            }
            version++;
            return Optional.of(by);
        });
    }

    @Override
    public CompletionStage<Contents> all() {
        return say(() -> {
            Map<String, String> texts = new LinkedHashMap<>();
            items.forEach((id, item) -> texts.put(id, item.text()));
            return new Contents(texts, Map.copyOf(tries), Map.copyOf(held));
        });
    }

    @Override
    public CompletionStage<Contents> one(String id) {
        return all().thenApply(kept ->
                new Contents(
                        kept.texts().containsKey(id) ? Map.of(id, kept.texts().get(id)) : Map.of(),
                        kept.tries(),
                        kept.held()));
    }

    @Override
    public CompletionStage<Long> count() {
        return say(() -> (long) items.size());
    }

    @Override
    public CompletionStage<String> version() {
        return say(() -> Long.toString(version));
    }

    @Override
    public CompletionStage<CallbackTry> tried(
            String id, DiallerName name, int triesMax, Duration gap) {
        return say(() -> {
            String[] before = tries.getOrDefault(id, "0 0").split(" ", 2);
            if (!name.equals(dialler) || !diallerUntil.isAfter(loop.instant())) {
                return new CallbackTry(0, "not-leading");
            } else if (!items.containsKey(id)) {
                return new CallbackTry(0, "closed");
            } else if (holder(id).isPresent()) {
                return new CallbackTry(0, "held");
            } else if (Long.parseLong(before[1]) > now()) {
                return new CallbackTry(0, "too-early");
            } else if (Integer.parseInt(before[0]) >= triesMax) {
                return new CallbackTry(0, "spent");
            }
            int number = Integer.parseInt(before[0]) + 1;
            tries.put(id, number + " " + (now() + gap.toMillis()));
            version++;
            return new CallbackTry(number, "");
        });
    }

    @Override
    public CompletionStage<Boolean> lead(DiallerName name, Duration span) {
        return say(() -> {
            DiallerName other = dialler;
            boolean free = other == null || !diallerUntil.isAfter(loop.instant());
            boolean own =
                    other != null
                            && other.node().equals(name.node())
                            && other.startedMs() <= name.startedMs();
            if (free || own) {
                dialler = name;
                diallerUntil = loop.instant().plus(span);
            }
            return free || own;
        });
    }

    @Override
    public CompletionStage<Map<String, String>> untold() {
        return say(() -> Map.copyOf(untold));
    }

    @Override
    public CompletionStage<?> told(String what) {
        return say(() -> untold.remove(what) != null);
    }
}
