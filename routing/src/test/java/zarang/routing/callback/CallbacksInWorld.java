package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.loop.ControlLoop;
import zarang.testkit.StoreAnswers;

/** Call-backs and missed callers of one process, over lists in memory that outlive it. */
public final class CallbacksInWorld implements AutoCloseable {
    /** What Redis would have. */
    public static final class Kept {
        private final ControlLoop loop;
        private final CallbackStoreInMemory callbacks;
        private final CallbackStoreInMemory missed;
        private final Map<CallId, String> notes = new HashMap<>();
        private final Map<String, Integer> tries = new HashMap<>();

        public Kept(ControlLoop loop) {
            this.loop = loop;
            callbacks = new CallbackStoreInMemory(loop, Callbacks.ALL_MAX, Callbacks.OF_ONE_MAX);
            missed = new CallbackStoreInMemory(loop, MissedCallers.ALL_MAX, 1);
        }

        /** How often a try to call that number was counted, over all call-backs. */
        public int tries(String number) {
            return tries.getOrDefault(number, 0);
        }

        /** Who is to be called now, and has been on the list unchanged for so long. */
        public List<Subject> due(Duration unchanged, int attempts) {
            Instant now = loop.instant();
            List<Subject> due = new ArrayList<>();
            CallbackStore.Contents all = done(callbacks.all());
            all.texts()
                    .forEach((id, text) ->
                            CallbackText.read(id, text, CallbackText.progress(id, all))
                                    .filter(each -> each.asked().plus(unchanged).isBefore(now))
                                    .filter(each -> each.progress().tries() < attempts)
                                    .filter(each ->
                                            each.progress()
                                                    .notBefore()
                                                    .plus(unchanged)
                                                    .isBefore(now))
                                    .filter(each ->
                                            each.progress()
                                                    .hold()
                                                    .map(Callback.Hold::until)
                                                    .orElse(Instant.EPOCH)
                                                    .plus(unchanged)
                                                    .isBefore(now))
                                    .ifPresent(each -> due.add(new Subject("callback", id))));
            return due;
        }

        /** How many are on the list. */
        public long size() {
            return done(callbacks.count());
        }

        /** What the journal has not got of either list. */
        public int untold() {
            return done(callbacks.untold()).size() + done(missed.untold()).size();
        }
    }

    /** A list as one process sees it. */
    private record Seen(CallbackStore list, Map<String, Integer> tries, StoreAnswers answers)
            implements CallbackStore {
        @Override
        public CompletionStage<Put> put(Item item, Duration heldFor, String holder) {
            return answers.to(() -> done(list.put(item, heldFor, holder)));
        }

        @Override
        public CompletionStage<Boolean> amend(String id, String text) {
            return answers.to(() -> done(list.amend(id, text)));
        }

        @Override
        public CompletionStage<Optional<String>> find(String who) {
            return answers.to(() -> done(list.find(who)));
        }

        @Override
        public CompletionStage<Boolean> close(String id, String closing) {
            return answers.to(() -> done(list.close(id, closing)));
        }

        @Override
        public CompletionStage<TakenOff<String>> takeOff(String id, String closing, String by) {
            return answers.to(() -> done(list.takeOff(id, closing, by)));
        }

        @Override
        public CompletionStage<Optional<String>> hold(String id, String by, Duration span) {
            return answers.to(() -> done(list.hold(id, by, span)));
        }

        @Override
        public CompletionStage<Contents> all() {
            return answers.to(() -> done(list.all()));
        }

        @Override
        public CompletionStage<Contents> one(String id) {
            return answers.to(() -> done(list.one(id)));
        }

        @Override
        public CompletionStage<Long> count() {
            return answers.to(() -> done(list.count()));
        }

        @Override
        public CompletionStage<String> version() {
            return answers.to(() -> done(list.version()));
        }

        @Override
        public CompletionStage<CallbackTry> tried(
                String id, DiallerName dialler, int max, Duration gap) {
            return answers.to(() -> {
                CallbackTry counted = done(list.tried(id, dialler, max, gap));
                if (counted.isCounted()) {
                    tries.merge(number(id), 1, Integer::sum);
                }
                return counted;
            });
        }

        private String number(String id) {
            return CallbackText.read(
                            id,
                            Optional.ofNullable(done(list.one(id)).texts().get(id)).orElseThrow(),
                            Callback.Progress.NONE)
                    .map(each -> each.number().e164())
                    .orElseThrow();
        }

        @Override
        public CompletionStage<Boolean> lead(DiallerName dialler, Duration span) {
            return answers.to(() -> done(list.lead(dialler, span)));
        }

        @Override
        public CompletionStage<Map<String, String>> untold() {
            return answers.to(() -> done(list.untold()));
        }

        @Override
        public CompletionStage<?> told(String what) {
            return answers.to(() -> done(list.told(what)) != null);
        }
    }

    private record Notes(Map<CallId, String> notes, StoreAnswers answers) implements MissedCalls {
        @Override
        public CompletionStage<?> note(CallId call, String text) {
            return answers.to(() -> Optional.ofNullable(notes.put(call, text)));
        }

        @Override
        public CompletionStage<Optional<String>> noted(CallId call) {
            return answers.to(() -> Optional.ofNullable(notes.get(call)));
        }

        @Override
        public CompletionStage<?> forget(CallId call) {
            return answers.to(() -> Optional.ofNullable(notes.remove(call)));
        }
    }

    private final Callbacks callbacks;
    private final CallingBack side;
    private final MissedCallers missed;
    private final Notes notes;
    private final Callbacks ofConsumer;

    /**
     * As the server makes it.
     *
     * @param late how the lists answer what is not waited for
     * @param prompt and what is: at once, or not at all
     */
    public CallbacksInWorld(
            ControlLoop loop,
            Kept kept,
            StoreAnswers late,
            StoreAnswers prompt,
            Journal journal,
            RandomGenerator random,
            String node) {
        callbacks =
                new Callbacks(loop, new Seen(kept.callbacks, kept.tries, late), journal, random);
        callbacks.start();
        side = new CallingBack(loop, callbacks, node, PhoneNumber::maybe);
        side.start();
        ofConsumer =
                new Callbacks(loop, new Seen(kept.callbacks, kept.tries, prompt), journal, random);
        missed =
                new MissedCallers(
                        loop, new Seen(kept.missed, new HashMap<>(), prompt), journal, random);
        missed.start();
        notes = new Notes(kept.notes, prompt);
    }

    /** What calls, and what scripts ask. */
    public CallingBack side() {
        return side;
    }

    /** Who finds in the journal who was missed, and who was served. */
    public JournalConsumer consumer() {
        return new MissedConsumer(
                missed,
                notes,
                ofConsumer,
                (QueueName _) -> CompletableFuture.completedStage(Duration.ofSeconds(5)),
                PhoneNumber::maybe);
    }

    @Override
    public void close() {
        side.close();
        missed.close();
    }

    private static <T> T done(CompletionStage<T> atOnce) {
        return atOnce.toCompletableFuture().join();
    }
}
