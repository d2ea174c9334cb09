package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.FactType;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.journal.ConsumerWait;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.redis.RedisLink;

/**
 * Finds in the journal who was not served, so that nobody is forgotten whichever process dies, and
 * who was, so that nobody is called who was served or reached: what a call came to is known for
 * certain at its end, which the journal has in any case. Until then it is noted what the call is
 * in; the same entry twice comes to the same.
 */
public final class MissedConsumer implements JournalConsumer {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Set<FactType<?>> WANTED =
            Set.of(
                    CallStarted.TYPE,
                    QueueJoined.TYPE,
                    QueueLeft.TYPE,
                    CallAnswered.TYPE,
                    CallbackTried.TYPE,
                    CallEnded.TYPE);

    /** Before the queue of a caller who waits, or waited in vain, for some reason. */
    private static final String IN = "in ";

    /** Before the number that an agent calls. */
    private static final String OUT = "out ";

    /** The caller talked with an agent; then of which queue and since when, in ms. */
    private static final String SERVED = "served";

    private static final Pattern SERVED_SINCE = Pattern.compile(SERVED + " (\\S+) (\\d{1,15})");

    private static final String BY = "caller";
    private static final String BY_QUEUE = "zarang";

    private final MissedCallers missed;
    private final MissedCalls calls;
    private final Callbacks callbacks;
    private final Function<QueueName, CompletionStage<Duration>> shortest;
    private final Function<String, Optional<PhoneNumber>> numbers;

    MissedConsumer(
            MissedCallers missed,
            MissedCalls calls,
            Callbacks callbacks,
            Function<QueueName, CompletionStage<Duration>> shortest,
            Function<String, Optional<PhoneNumber>> numbers) {
        this.missed = missed;
        this.calls = calls;
        this.callbacks = callbacks;
        this.shortest = shortest;
        this.numbers = numbers;
    }

    /**
     * Finds who was missed, and who was served, for {@code missed}.
     *
     * @param redis a link that was opened with {@link Callbacks#library}
     * @param callbacks who asked to be called is not missed
     * @param shortest who hangs up sooner is not missed, as a queue is set now
     * @param numbers reads a number as people here write it
     */
    public static JournalConsumer over(
            RedisLink redis,
            MissedCallers missed,
            Callbacks callbacks,
            Function<QueueName, CompletionStage<Duration>> shortest,
            Function<String, Optional<PhoneNumber>> numbers) {
        return new MissedConsumer(
                missed, new RedisMissedCalls(redis), callbacks, shortest, numbers);
    }

    @Override
    public String name() {
        return "missed";
    }

    @Override
    public boolean wants(FactType<?> type) {
        return WANTED.contains(type);
    }

    @Override
    public void accept(StoredEntry entry, long sequence) throws Exception {
        Optional<CallId> of = entry.subject().call();
        if (of.isEmpty()) {
            return;
        }
        CallId call = of.get();
        Optional<CallStarted> started = entry.as(CallStarted.TYPE);
        Optional<QueueJoined> joined = entry.as(QueueJoined.TYPE);
        Optional<QueueLeft> left = entry.as(QueueLeft.TYPE);
        Optional<CallEnded> ended = entry.as(CallEnded.TYPE);
        if (started.isPresent()) {
            started(call, started.get());
        } else if (joined.isPresent()) {
            note(call, in(joined.get().queue(), MissedReason.LOST));
        } else if (left.isPresent()) {
            left(call, left.get());
        } else if (entry.as(CallAnswered.TYPE).isPresent()) {
            QueueName queue = entry.as(CallAnswered.TYPE).get().queue();
            note(call, SERVED + " " + queue + " " + entry.at().toEpochMilli());
        } else if (entry.as(CallbackTried.TYPE).isPresent()) {
            tried(entry.as(CallbackTried.TYPE).get());
        } else if (ended.isPresent()) {
            ended(call, ended.get(), entry);
        }
    }

    private void started(CallId call, CallStarted started) throws Exception {
        if (started.agent().isPresent()) {
            Optional<PhoneNumber> number =
                    started.caller().or(() -> numbers.apply(started.called()));
            if (number.isPresent()) {
                note(call, OUT + number.get().e164());
            }
        }
    }

    /** The process that called may have died before it could take it off the list. */
    private void tried(CallbackTried tried) throws Exception {
        Optional<CallbackResult> result = CallbackResult.of(tried);
        if (result.isPresent()) {
            of(callbacks.close(tried.callback(), result.get(), BY_QUEUE));
        }
    }

    private void left(CallId call, QueueLeft left) throws Exception {
        Optional<MissedReason> reason = MissedReason.of(left.reason());
        boolean tooShort =
                reason.equals(Optional.of(MissedReason.ABANDONED))
                        && left.waitedMs() < of(shortest.apply(left.queue())).toMillis();
        if (reason.isEmpty() || tooShort) {
            of(calls.forget(call));
        } else {
            note(call, in(left.queue(), reason.get()));
        }
    }

    private static String in(QueueName queue, MissedReason reason) {
        return IN + reason.name() + " " + queue;
    }

    private void ended(CallId call, CallEnded ended, StoredEntry entry) throws Exception {
        String noted = of(calls.noted(call)).orElse("");
        boolean talked = ended.times().talkMs() > 0;
        if (noted.startsWith(SERVED) && ended.caller().isPresent()) {
            of(missed.served(ended.caller().get(), CallbackResult.SERVED, BY));
            if (talked) {
                served(call, noted, ended.caller().get());
            }
        } else if (noted.startsWith(OUT) && talked) {
            Optional<PhoneNumber> number = PhoneNumber.maybe(noted.substring(OUT.length()));
            if (number.isPresent()) {
                of(missed.served(number.get(), CallbackResult.DONE, "agent"));
            }
        } else if (noted.startsWith(IN) && ended.caller().isPresent()) {
            wasMissed(call, noted, ended.caller().get(), entry.at());
        }
        if (!noted.isEmpty()) {
            of(calls.forget(call));
        }
    }

    /** Who was to be called back is so no more, if that was asked before the two talked. */
    private void served(CallId call, String noted, PhoneNumber caller) throws Exception {
        Matcher served = SERVED_SINCE.matcher(noted);
        Optional<QueueName> queue =
                served.matches() ? QueueName.maybe(served.group(1)) : Optional.empty();
        if (queue.isPresent()) {
            Instant since = Instant.ofEpochMilli(Long.parseLong(served.group(2)));
            Optional<Callback> open = of(callbacks.find(queue.get(), caller));
            if (open.filter(each -> each.asked().isBefore(since))
                    .filter(each -> !each.call().equals(Optional.of(call)))
                    .isPresent()) {
                of(callbacks.close(open.get().id(), CallbackResult.SERVED, BY));
            }
        }
    }

    /** A note that is damaged puts nobody on the list. */
    private void wasMissed(CallId call, String noted, PhoneNumber caller, Instant at)
            throws Exception {
        String[] words = noted.substring(IN.length()).split(" ", 2);
        Optional<QueueName> queue = QueueName.maybe(words[words.length - 1]);
        Optional<MissedReason> reason =
                Arrays.stream(MissedReason.values())
                        .filter(each -> each.name().equals(words[0]))
                        .findFirst();
        if (queue.isPresent() && reason.isPresent() && !of(callbacks.isOpen(queue.get(), caller))) {
            of(missed.missed(queue.get(), caller, reason.get(), call, at));
        }
    }

    private void note(CallId call, String text) throws Exception {
        of(calls.note(call, text));
    }

    private static <T> T of(CompletionStage<T> stage) throws Exception {
        return ConsumerWait.of(stage, LIMIT);
    }
}
