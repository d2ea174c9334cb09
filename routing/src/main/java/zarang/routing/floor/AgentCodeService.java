package zarang.routing.floor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.Words;
import zarang.call.plan.AgentCode;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/**
 * Carries out what agents dial to set what they do: asks whoever decides, as the API does, so that
 * it stands over restarts and on every server. Control loop.
 *
 * @param floor asks an agent, and gives all of them as they are then
 * @param reasons why agents may pause, the first one first
 */
public record AgentCodeService(
        Function<AgentRequest, CompletionStage<List<AgentView>>> floor,
        Supplier<List<PauseReason>> reasons)
        implements ScriptService {
    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        Optional<AgentWish> wish = kind(question).flatMap(kind -> wish(kind, number(question)));
        if (question.agent().isEmpty() || wish.isEmpty()) {
            return CompletableFuture.completedFuture(new ServiceAnswer.Given(AgentCode.REFUSED));
        }
        AgentId agent = question.agent().get();
        return floor.apply(new AgentRequest(agent, wish.get(), AgentRequest.SELF))
                .thenApply(all ->
                        new ServiceAnswer.Given(
                                all.stream()
                                        .filter(view -> view.agent().equals(agent))
                                        .findFirst()
                                        .map(view -> outcome(wish.get(), view.state()))
                                        .orElse(AgentCode.REFUSED)));
    }

    private static Optional<AgentCode.Kind> kind(ServiceQuestion question) {
        String name = question.text(AgentCode.KIND).orElse("");
        return Stream.of(AgentCode.Kind.values())
                .filter(kind -> Words.of(kind).equals(name))
                .findFirst();
    }

    private static int number(ServiceQuestion question) {
        return question.text(AgentCode.NUMBER).map(Integer::parseInt).orElse(0);
    }

    /** Without a number: the first reason, a minute. */
    private Optional<AgentWish> wish(AgentCode.Kind kind, int number) {
        int counted = number == 0 ? 1 : number;
        return switch (kind) {
            case READY -> Optional.of(new AgentWish.Ready());
            case LOG_OUT -> Optional.of(new AgentWish.LogOut());
            case DISPOSITION -> Optional.empty(); // another service's
            case MORE_WRAP_UP ->
                    Optional.of(new AgentWish.MoreWrapUp(Duration.ofMinutes(counted)))
                            .filter(wish -> wish.span().compareTo(AgentWish.WRAP_UP_MAX) <= 0)
                            .map(AgentWish.class::cast);
            case PAUSE ->
                    reasons.get().stream().skip(counted - 1L).findFirst().map(AgentWish.Pause::new);
        };
    }

    private static String outcome(AgentWish wish, AgentState state) {
        return switch (wish) {
            case AgentWish.Ready _ ->
                    switch (state) {
                        case AgentState.LoggedOut _ -> AgentCode.REFUSED;
                        case AgentState.Reserved _, AgentState.OnCall _ -> AgentCode.LATER;
                        default -> AgentCode.DONE;
                    };
            case AgentWish.Pause _ -> doneIf(state instanceof AgentState.NotReady);
            case AgentWish.LogOut _ -> doneIf(state instanceof AgentState.LoggedOut);
            case AgentWish.MoreWrapUp _ ->
                    state instanceof AgentState.WrapUp ? AgentCode.DONE : AgentCode.REFUSED;
        };
    }

    private static String doneIf(boolean done) {
        return done ? AgentCode.DONE : AgentCode.LATER;
    }
}
