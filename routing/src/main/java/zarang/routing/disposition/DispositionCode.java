package zarang.routing.disposition;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.plan.AgentCode;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * What an agent dials to say what its last talk came to: a code, and behind it which of the
 * dispositions. One that needs notes cannot be said so. Control loop.
 */
public record DispositionCode(Dispositions dispositions) implements ScriptService {
    private static final String BY = "agent";

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        List<Disposition> codes = dispositions.settings().codes();
        int number = question.text(AgentCode.NUMBER).map(Integer::parseInt).orElse(0);
        Optional<AgentId> agent = question.agent();
        if (agent.isEmpty()
                || number < 1
                || number > codes.size()
                || codes.get(number - 1).needsNotes()) {
            return CompletableFuture.completedFuture(answer(AgentCode.REFUSED));
        }
        return dispositions
                .lastOf(agent.get())
                .thenCompose(last ->
                        last.isPresent()
                                ? say(last.get(), codes.get(number - 1))
                                : CompletableFuture.completedFuture(answer(AgentCode.REFUSED)));
    }

    private CompletionStage<ServiceAnswer> say(CallId call, Disposition code) {
        return dispositions
                .set(call, code, "", BY)
                .thenApply(said ->
                        switch (said.result()) {
                            case SAID, SAME -> answer(AgentCode.DONE);
                            case NO_CALL, OTHER_QUEUE, FULL -> answer(AgentCode.REFUSED);
                        });
    }

    private static ServiceAnswer answer(String outcome) {
        return new ServiceAnswer.Given(outcome);
    }
}
