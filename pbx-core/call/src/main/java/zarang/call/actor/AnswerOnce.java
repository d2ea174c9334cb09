package zarang.call.actor;

import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.fact.CallAnswering;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/** Answers the caller of a call once the intent is on disk; a second wish changes nothing. */
final class AnswerOnce {
    private final CallId call;
    private final Journal journal;
    private final ControlLoop loop;
    private final CallTimers timers;
    private boolean answering;

    AnswerOnce(CallId call, Journal journal, ControlLoop loop, CallTimers timers) {
        this.call = call;
        this.journal = journal;
        this.loop = loop;
        this.timers = timers;
    }

    /**
     * See {@link AnswerIntent}.
     *
     * @param unsecured told why it is answered without
     */
    void answer(Runnable answer, Consumer<String> unsecured) {
        if (!answering) {
            answering = true;
            AnswerIntent.write(
                    new JournalEntry(
                            call + ".answering", call, loop.instant(), new CallAnswering()),
                    journal,
                    loop,
                    timers,
                    answer,
                    unsecured);
        }
    }
}
