package zarang.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.calls.CallsAtWork;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.CallActivity;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** One call, whose caller talks with 2001; what is asked of it comes to what a test says. */
final class OneCall implements CallsAtWork {
    static final CallId ID = new CallId("01JQZ0000000000000000000AA");

    private final List<SupervisionWish> wishes = new ArrayList<>();
    private SupervisionResult result = SupervisionResult.DONE;

    /** What comes of everything from now on. */
    void answers(SupervisionResult now) {
        result = now;
    }

    /** How often something was asked of it. */
    int asked() {
        return wishes.size();
    }

    @Override
    public CompletionStage<List<CallSnapshot>> all() {
        return CompletableFuture.completedStage(
                List.of(
                        new CallSnapshot(
                                ID,
                                Instant.parse("2026-03-21T08:00:00Z"),
                                Optional.of(new PhoneNumber("+989121234567")),
                                Optional.empty(),
                                Optional.of(new QueueName("sales")),
                                Optional.of(new AgentId("2001")),
                                CallActivity.TALKING,
                                List.of(
                                        new Supervision(
                                                new AgentId("2009"),
                                                SupervisionMode.WHISPER,
                                                false)))));
    }

    @Override
    public CompletionStage<Optional<CallSnapshot>> one(CallId call) {
        return all().thenApply(
                        calls -> calls.stream().filter(each -> each.id().equals(call)).findFirst());
    }

    @Override
    public CompletionStage<SupervisionResult> ask(CallId call, SupervisionWish wish) {
        wishes.add(wish);
        return CompletableFuture.completedStage(
                call.equals(ID) ? result : SupervisionResult.NO_CALL);
    }
}
