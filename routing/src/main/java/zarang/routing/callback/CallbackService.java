package zarang.routing.callback;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/** Puts callers on the list of call-backs for scripts; see {@link CallbackArguments}. */
final class CallbackService implements ScriptService {
    private enum Outcome {
        BOOKED,
        ALREADY,
        NO_NUMBER,
        FULL,
        ERROR
    }

    private final Callbacks callbacks;
    private final BiConsumer<CallId, String> booked;
    private final Function<String, Optional<PhoneNumber>> numbers;
    private final Map<Outcome, Long> counts = new ConcurrentHashMap<>();

    /**
     * @param booked told in which call which call-back was asked for
     * @param numbers reads a number as people here write it
     */
    CallbackService(
            Callbacks callbacks,
            BiConsumer<CallId, String> booked,
            Function<String, Optional<PhoneNumber>> numbers) {
        this.callbacks = callbacks;
        this.booked = booked;
        this.numbers = numbers;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        Optional<String> written = question.text(CallbackArguments.NUMBER);
        Optional<PhoneNumber> number =
                written.isPresent() ? written.flatMap(numbers) : question.caller();
        if (number.isEmpty()) {
            count(Outcome.NO_NUMBER);
            return CompletableFuture.completedFuture(
                    new ServiceAnswer.Given(CallbackArguments.NO_NUMBER));
        }
        QueueName queue = new QueueName(question.text(CallbackArguments.QUEUE).orElseThrow());
        String by = question.caller().map(PhoneNumber::e164).orElse(number.get().e164());
        return callbacks
                .book(
                        new Callbacks.Wanted(
                                queue,
                                number.get(),
                                by,
                                question.call(),
                                question.text(CallbackArguments.NOTE).orElse(""),
                                question.text(CallbackArguments.LANGUAGE),
                                question.standing().map(ServiceQuestion.Standing::tier),
                                question.standing().flatMap(ServiceQuestion.Standing::since)))
                .whenComplete((booking, failure) -> {
                    if (failure != null) {
                        count(Outcome.ERROR);
                        return;
                    }
                    count(outcome(booking));
                    booking.id()
                            .ifPresent(id ->
                                    question.call().ifPresent(call -> booked.accept(call, id)));
                })
                .thenApply(booking -> new ServiceAnswer.Given(Words.of(outcome(booking))));
    }

    private static Outcome outcome(Callbacks.Booking booking) {
        if (booking.id().isEmpty()) {
            return Outcome.FULL;
        }
        return booking.fresh() ? Outcome.BOOKED : Outcome.ALREADY;
    }

    private void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** How often scripts asked, by what came of it. */
    Map<String, Long> counts() {
        return Arrays.stream(Outcome.values())
                .collect(Collectors.toMap(Words::of, outcome -> counts.getOrDefault(outcome, 0L)));
    }
}
