package zarang.call.actor;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/**
 * Holds the answer back until the journal has it on disk that the call is about to be answered: a
 * caller who heard the 200 is a contact, also if this process dies in the same moment. Control
 * loop.
 *
 * <p>A disk that is slow or full must not keep a caller waiting: after {@link #LIMIT}, or as soon
 * as the journal says no, the call is answered all the same.
 */
final class AnswerIntent {
    /**
     * Nobody hears 100 ms: a human takes an answer for late from some 200 ms on (ITU-T G.114 speaks
     * of 150), and a sync of the disk takes 1 to 20 ms.
     */
    static final Duration LIMIT = Duration.ofMillis(100);

    private static final String TIMER = "answer";

    private final Runnable answer;
    private final Consumer<String> unsecured;
    private boolean done;

    private AnswerIntent(Runnable answer, Consumer<String> unsecured) {
        this.answer = answer;
        this.unsecured = unsecured;
    }

    /**
     * Writes {@code intent}; runs {@code answer} once it is durable, or else first tells {@code
     * unsecured} why it is not. Both on the loop, later.
     *
     * @param timers the call's, which are cancelled at its end
     */
    static void write(
            JournalEntry intent,
            Journal journal,
            ControlLoop loop,
            CallTimers timers,
            Runnable answer,
            Consumer<String> unsecured) {
        AnswerIntent waiting = new AnswerIntent(answer, unsecured);
        CompletionStage<JournalEntry> written = journal.appendDurably(intent);
        timers.set(TIMER, LIMIT, () -> waiting.settle("disk-slow"));
        var _ =
                written.whenComplete((kept, failure) ->
                        loop.post(() -> {
                            timers.cancel(TIMER);
                            waiting.settle(failure == null ? "" : "journal-refused");
                        }));
    }

    private void settle(String fault) {
        if (done) {
            return;
        }
        done = true;
        if (!fault.isEmpty()) {
            unsecured.accept(fault);
        }
        answer.run();
    }
}
