package zarang.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.calendars.CalendarsAtWork;

/** One calendar, which is open until somebody closes it. */
final class OneCalendar implements CalendarsAtWork {
    private final InstantSource clock;
    private @Nullable Closed closed;

    OneCalendar(InstantSource clock) {
        this.clock = clock;
    }

    private Saying saying(Instant at) {
        Closed now = closed;
        return new Saying(
                "office",
                "دفتر",
                "Asia/Tehran",
                now == null ? "open" : "closed-now",
                now == null ? "hours of workday" : "closed by " + now.by(),
                now == null ? Optional.of(at.plusSeconds(3_600)) : Optional.empty(),
                now == null ? Optional.empty() : now.until(),
                "",
                Optional.ofNullable(now));
    }

    @Override
    public CompletionStage<List<Saying>> all() {
        return CompletableFuture.completedStage(List.of(saying(clock.instant())));
    }

    @Override
    public CompletionStage<Optional<Saying>> one(String name, Optional<Instant> at) {
        return CompletableFuture.completedStage(
                name.equals("office")
                        ? Optional.of(saying(at.orElse(clock.instant())))
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> close(
            String name, String by, Optional<Instant> until, String reason) {
        if (name.equals("office")) {
            closed = new Closed(by, clock.instant(), until, reason);
        }
        return CompletableFuture.completedStage(name.equals("office"));
    }

    @Override
    public CompletionStage<Boolean> open(String name, String by) {
        if (name.equals("office")) {
            closed = null;
        }
        return CompletableFuture.completedStage(name.equals("office"));
    }
}
