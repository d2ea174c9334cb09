package zarang.api.flows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.PhoneNumber;

/** {@code /flows/{flow}/traces}: has the next call of a flow written down as a test. */
public final class FlowTraceApi {
    private static final String TRACES = "/api/v1/flows/:flow/traces";
    private static final int SECONDS = 600;
    private static final int SECONDS_MAX = 3600;

    private final FlowTraces traces;
    private final Function<String, Optional<PhoneNumber>> numbers;

    /**
     * @param numbers reads a number that was written
     */
    public FlowTraceApi(FlowTraces traces, Function<String, Optional<PhoneNumber>> numbers) {
        this.traces = traces;
        this.numbers = numbers;
    }

    /** What is sent to want one. */
    record Wish(@Nullable String caller, @Nullable Integer withinSeconds) {}

    /** A trace as it is sent. */
    record Shown(String id, String flow, String state, @Nullable String test, List<String> notes) {
        static Shown of(FlowTraces.Trace trace) {
            return new Shown(
                    trace.id(),
                    trace.flow(),
                    trace.state(),
                    trace.test().orElse(null),
                    trace.notes());
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.act(TRACES, Scope.FLOWS_PUBLISH, this::want),
                Operation.get(TRACES + "/:id", Scope.FLOWS_PUBLISH, this::show),
                Operation.remove(TRACES + "/:id", Scope.FLOWS_PUBLISH, this::forget));
    }

    private CompletionStage<Answer> want(Asked asked) {
        String flow = FlowApi.named(asked);
        Wish wish = asked.body(Wish.class);
        int seconds = wish.withinSeconds() == null ? SECONDS : wish.withinSeconds();
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw Problem.at("/withinSeconds", "is not from 1 to " + SECONDS_MAX).refusal();
        }
        return traces.want(
                        flow,
                        Optional.ofNullable(wish.caller()).map(this::number),
                        Duration.ofSeconds(seconds))
                .thenApply(wanted ->
                        switch (wanted) {
                            case FlowTraces.Wanted.Begun(var trace) ->
                                    Answer.created(
                                            Shown.of(trace),
                                            TRACES.replace(":flow", flow) + "/" + trace.id());
                            case FlowTraces.Wanted.NoSuchFlow none ->
                                    throw Problem.notFound("no flow is called " + flow).refusal();
                            case FlowTraces.Wanted.TooMany(int most) ->
                                    throw Problem.of(
                                                    ProblemKind.CONFLICT,
                                                    most
                                                            + " traces are wanted already: delete"
                                                            + " one that is done or not needed")
                                            .refusal();
                        });
    }

    private PhoneNumber number(String written) {
        return numbers.apply(written)
                .orElseThrow(() ->
                        Problem.at(
                                        "/caller",
                                        "is not a telephone number, such as 09121234567 or"
                                                + " +989121234567")
                                .refusal());
    }

    private CompletionStage<Answer> show(Asked asked) {
        return traces.find(FlowApi.named(asked), asked.path("id"))
                .thenApply(found ->
                        found.map(trace -> Answer.ok(Shown.of(trace)))
                                .orElseThrow(FlowTraceApi::none));
    }

    private CompletionStage<Answer> forget(Asked asked) {
        return traces.forget(FlowApi.named(asked), asked.path("id"))
                .thenApply(gone -> {
                    if (!gone) {
                        throw none();
                    }
                    return Answer.DONE;
                });
    }

    private static Problem.Refusal none() {
        return Problem.notFound(
                        "there is no such trace: it is forgotten an hour after it was done, and by"
                                + " a restart")
                .refusal();
    }
}
