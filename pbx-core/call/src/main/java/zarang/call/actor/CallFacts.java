package zarang.call.actor;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.engine.LegEvent;
import zarang.call.fact.AudioMeasured;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Fact;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/** Writes the facts of one call, each under an id of its own. Control loop. */
final class CallFacts {
    private final CallId call;
    private final ControlLoop loop;
    private final Journal journal;
    private final GuardedWatcher watcher;
    private int written;
    private @Nullable JournalEntry end;
    private boolean endIsWritten;

    CallFacts(CallId call, ControlLoop loop, Journal journal, GuardedWatcher watcher) {
        this.call = call;
        this.loop = loop;
        this.journal = journal;
        this.watcher = watcher;
    }

    void write(Fact fact) {
        JournalEntry entry = new JournalEntry(call + "." + ++written, call, loop.instant(), fact);
        if (fact instanceof CallEnded) {
            end = entry;
        }
        write(entry);
    }

    /**
     * How a leg sounded, if it has ended and that was measured.
     *
     * @param caller the leg of who called
     * @param supervisors whether a leg was a supervisor's
     */
    void onLeg(LegEvent event, LegId caller, Predicate<LegId> supervisors) {
        if (event instanceof LegEvent.Ended ended) {
            Party inside = supervisors.test(ended.leg()) ? Party.SUPERVISOR : Party.AGENT;
            Party party = ended.leg().equals(caller) ? Party.CALLER : inside;
            ended.audio().ifPresent(quality -> write(new AudioMeasured(party, quality)));
        }
    }

    /**
     * Gives the end again, under the same id, if it is not known to be written: the journal takes
     * it once.
     */
    void secureEnd() {
        if (end != null && !endIsWritten) {
            write(end);
        }
    }

    private void write(JournalEntry entry) {
        journal.append(entry);
        endIsWritten |= entry.fact() instanceof CallEnded;
        watcher.fact(entry);
    }
}
