package zarang.call.actor;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ServiceAnswer;
import zarang.call.verb.CallbackTask;

/** The floor has agents call people back, who may be called or not, and takes some of it back. */
final class CallBacksAtRandom {
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");

    private final Bench bench;
    private final Random random;
    private int begun;

    /** That of the one that was begun last. */
    private @Nullable CallId call;

    CallBacksAtRandom(Bench bench, Random random) {
        this.bench = bench;
        this.random = random;
        bench.services.put(CallbackArguments.TRY_SERVICE, question -> mayBeCalled());
    }

    private CompletionStage<ServiceAnswer> mayBeCalled() {
        return switch (random.nextInt(5)) {
            case 0 -> new CompletableFuture<>();
            case 1 -> CompletableFuture.completedFuture(new ServiceAnswer.Given("not-now"));
            default ->
                    CompletableFuture.completedFuture(
                            new ServiceAnswer.Given(CallbackArguments.GO));
        };
    }

    void begin() {
        String id = "cb" + ++begun;
        bench.offer(new CallbackTask(id, SALES, ANN, Tier.GOLD, "fa"), "o" + id);
        call = bench.call();
    }

    /** The floor takes the offer of the last one back, if the agent rings still. */
    void revoke() {
        CallId last = call;
        if (last == null) {
            return;
        }
        OfferId offer = new OfferId("ocb" + begun);
        int before = bench.journal.size();
        bench.exchange.onQueue(
                last, new QueueEvent.OfferRevoked(new Subject("callback", "cb" + begun), offer));
        bench.loop.settle();
        if (bench.journal.stream()
                .skip(before)
                .anyMatch(entry -> entry.fact() instanceof OfferFailed)) {
            bench.takenBack(offer);
        }
    }
}
