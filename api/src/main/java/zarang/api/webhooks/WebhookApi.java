package zarang.api.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.crm.webhook.WebhookOutbox;
import zarang.delivery.DeliveryFigures;

/** {@code /webhooks}: how the endpoints fare, and back to one that said 410. */
public final class WebhookApi {
    private static final String WEBHOOKS = "/api/v1/webhooks";

    private final WebhookOutbox outbox;

    public WebhookApi(WebhookOutbox outbox) {
        this.outbox = outbox;
    }

    /** An endpoint as it is sent: {@link DeliveryFigures}. */
    record Shown(
            String id,
            boolean gone,
            long pending,
            @JsonProperty("oldest_s") long oldestS,
            long delivered,
            long failed,
            long dead) {
        static Shown of(DeliveryFigures of) {
            return new Shown(
                    of.destination(),
                    of.gone(),
                    of.pending(),
                    of.oldestAge().toSeconds(),
                    of.delivered(),
                    of.failed(),
                    of.dead());
        }
    }

    record Enabled(String id, boolean enabled) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(WEBHOOKS, Scope.WEBHOOKS_READ, this::all),
                Operation.get(
                        WEBHOOKS + "/:id",
                        Scope.WEBHOOKS_READ,
                        asked -> Answer.ok(Shown.of(known(outbox, asked))).now()),
                Operation.act(
                        WEBHOOKS + "/:id/enable",
                        Scope.WEBHOOKS_WRITE,
                        asked ->
                                enabled(outbox, asked)
                                        .thenApply(id -> Answer.ok(new Enabled(id, true)))));
    }

    private CompletionStage<Answer> all(Asked asked) {
        return Paging.of("webhooks", asked)
                .page(outbox.figures(), DeliveryFigures::destination, Shown::of)
                .now();
    }

    /** Serves an endpoint again; its id. */
    public static CompletionStage<String> enabled(WebhookOutbox outbox, Asked asked) {
        String id = known(outbox, asked).destination();
        return CompletableFuture.runAsync(() -> outbox.enable(id), Thread::startVirtualThread)
                .thenApply(done -> id);
    }

    private static DeliveryFigures known(WebhookOutbox outbox, Asked asked) {
        String id = asked.path("id");
        List<DeliveryFigures> all = outbox.figures();
        return all.stream()
                .filter(each -> each.destination().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound(
                                        "no webhook is called "
                                                + id
                                                + "; there are "
                                                + all.stream()
                                                        .map(DeliveryFigures::destination)
                                                        .toList())
                                .refusal());
    }
}
