package zarang.api.callbacks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Asked;
import zarang.call.Words;
import zarang.routing.callback.CallbackResult;

/** What is sent to work off a list of those who are to be called. */
final class ListWork {
    private static final int MINUTES = 15;
    private static final int MINUTES_MAX = 240;

    /** Those that a person can say. */
    private static final List<CallbackResult> RESULTS =
            Arrays.stream(CallbackResult.values())
                    .filter(each -> each != CallbackResult.EXPIRED)
                    .toList();

    private ListWork() {}

    /** To close one. */
    record Closing(@Nullable String result) {}

    /** To have one for a while. */
    record Claim(@Nullable Integer minutes) {}

    /** With what one is closed. */
    static CallbackResult result(Asked asked) {
        String written = asked.body(Closing.class).result();
        return RESULTS.stream()
                .filter(each -> Words.of(each).equals(written))
                .findFirst()
                .orElseThrow(() ->
                        Problem.expected(
                                        "/result",
                                        written,
                                        "one of "
                                                + RESULTS.stream()
                                                        .map(Words::of)
                                                        .collect(Collectors.joining(", ")))
                                .refusal());
    }

    /** For how long one is claimed; zero: no more. */
    static Duration span(Asked asked) {
        Integer minutes = asked.body(Claim.class).minutes();
        if (minutes != null && (minutes < 0 || minutes > MINUTES_MAX)) {
            throw Problem.expected("/minutes", minutes, "0 to " + MINUTES_MAX).refusal();
        }
        return Duration.ofMinutes(minutes == null ? MINUTES : minutes);
    }

    /** Refuses if somebody else has it. */
    static void mustBe(Optional<String> holder, String id, Asked asked) {
        holder.filter(other -> !other.equals(asked.by()))
                .ifPresent(other -> {
                    throw Problem.of(ProblemKind.CONFLICT, id + ": " + other + " has it for now")
                            .refusal();
                });
    }
}
