package zarang.api.callbacks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Asked;
import zarang.call.Words;
import zarang.routing.callback.CallbackResult;
import zarang.routing.callback.TakenOff;

/** What is sent to work off a list of those who are to be called. */
final class ListWork {
    private static final int MINUTES = 15;
    private static final int MINUTES_MAX = 240;

    /** Those that a person can say. */
    private static final List<CallbackResult> RESULTS =
            Arrays.stream(CallbackResult.values())
                    .filter(each -> each != CallbackResult.EXPIRED)
                    .toList();

    private static final String ANYWAY = "; anyway: true (--anyway) takes it off all the same";

    private ListWork() {}

    /**
     * To close one.
     *
     * @param anyway also if somebody else has it
     */
    record Closing(@Nullable String result, @Nullable Boolean anyway) {}

    /** How one is taken off a list, by what is sent. */
    interface Ways<T> {
        /** Unless somebody else has it. */
        CompletionStage<TakenOff<T>> unlessHeld(CallbackResult result);

        /** Whoever has it. */
        CompletionStage<Optional<T>> anyway(CallbackResult result);
    }

    /** Takes one off as was sent; refuses if somebody else has it. */
    static <T> CompletionStage<Optional<T>> close(Asked asked, String id, Ways<T> ways) {
        Closing closing = asked.body(Closing.class);
        CallbackResult result = result(closing.result());
        return Boolean.TRUE.equals(closing.anyway())
                ? ways.anyway(result)
                : ways.unlessHeld(result)
                        .thenApply(off -> {
                            off.heldBy()
                                    .ifPresent(other -> {
                                        throw held(id, other, ANYWAY).refusal();
                                    });
                            return off.one();
                        });
    }

    /** To have one for a while. */
    record Claim(@Nullable Integer minutes) {}

    private static CallbackResult result(@Nullable String written) {
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
                    throw held(id, other, "").refusal();
                });
    }

    private static Problem held(String id, String by, String more) {
        return Problem.of(ProblemKind.CONFLICT, id + ": " + by + " has it for now" + more);
    }
}
