package zarang.call.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.queue.CallerWants;

/** What a script wants done. */
public sealed interface ScriptCommand {
    /** What can only be done while the caller is on the line: all else is harmless after that. */
    sealed interface OnTheLine extends ScriptCommand {}

    /** Answer the leg; {@link ScriptEvent.Answered} follows. */
    record Answer() implements OnTheLine {}

    /**
     * Play these prompts in turn, replacing what plays; {@link ScriptEvent.PlayFinished} follows
     * unless stopped.
     */
    record Play(List<String> prompts, String language) implements OnTheLine {
        public Play {
            prompts = List.copyOf(prompts);
        }
    }

    record StopPlay() implements ScriptCommand {}

    /** Set the timer of that name, replacing one that runs. */
    record StartTimer(String timer, Duration delay) implements ScriptCommand {}

    record CancelTimer(String timer) implements ScriptCommand {}

    /**
     * Ask a service; {@link ScriptEvent.Told} follows within {@code limit}. Replaces a question
     * that is open.
     *
     * @param service its name, such as {@code member}
     * @param arguments by name; the service knows the caller without them
     */
    record Ask(String service, Map<String, ScriptValue> arguments, Duration limit)
            implements ScriptCommand {
        public Ask {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * Wait for an agent, at once; {@link ScriptEvent.QueueLeft} follows unless the caller hangs up.
     *
     * @param announcement heard once while the caller waits already; may be empty
     * @param music heard after it, looped
     * @param lost heard once when the agent's phone was lost in the talk and the caller waits
     *     again; may be empty
     * @param wants of the agent who takes it
     */
    record JoinQueue(
            QueueName queue,
            List<String> announcement,
            String music,
            String language,
            List<String> lost,
            CallerWants wants)
            implements OnTheLine {
        /** Any agent of the queue will do. */
        public JoinQueue(
                QueueName queue, List<String> announcement, String music, String language) {
            this(queue, announcement, music, language, List.of(), CallerWants.NOTHING);
        }

        public JoinQueue {
            announcement = List.copyOf(announcement);
            lost = List.copyOf(lost);
        }
    }

    /**
     * Where does the caller stand in the queue? {@link ScriptEvent.Placed} follows, unless the
     * caller is rung or talks by then, or nobody knows.
     */
    record AskPlace() implements OnTheLine {}

    /**
     * Play these prompts to a caller who waits in a queue, after what is told it already, then the
     * queue's music again. An agent who answers meanwhile has the caller at once.
     */
    record Announce(List<String> prompts, String language) implements OnTheLine {
        public Announce {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * Leave the queue: {@link ScriptEvent.QueueLeft} with {@code LEFT_BY_KEY} follows unless an
     * agent was faster.
     */
    record LeaveQueue() implements ScriptCommand {}

    /**
     * Ring somebody, as the dial plan lets a script; {@link ScriptEvent.DialEnded} follows once a
     * talk is over or nobody took the caller, unless the caller hangs up.
     *
     * @param numbers 1-16, the first one first
     */
    record Dial(List<NumberToRing> numbers, RingWish how) implements OnTheLine {
        public Dial {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Ring nobody any more: {@link ScriptEvent.DialEnded} with {@code CANCELLED} follows, or with
     * {@code ANSWERED} if somebody was there and has gone; nothing while somebody is there.
     */
    record StopDial() implements ScriptCommand {}

    /**
     * Record what the caller says; {@link ScriptEvent.VoiceRecorded} follows, unless the caller
     * hangs up.
     */
    record RecordVoice(VoiceNote note) implements OnTheLine {}

    /** The caller has said it: {@link ScriptEvent.VoiceRecorded} follows. */
    record StopVoice() implements ScriptCommand {}

    /**
     * What was recorded last is kept, or deleted. Without a word, {@link VoiceNote#keepUnsettled}
     * says so at the end of the call.
     */
    record SettleVoice(boolean keep) implements ScriptCommand {}

    /**
     * Something the CRM hears as {@code ivr.input}.
     *
     * @param step of the script
     * @param outcome what the step made of it: a menu choice such as {@code 1}, {@code no-input},
     *     {@code no-match}; never digits that were collected
     * @param chosen whether the outcome is keys by which the caller chose, which agents' phones may
     *     show
     */
    record NoteInput(String step, String outcome, boolean chosen) implements ScriptCommand {
        /** No choice. */
        public NoteInput(String step, String outcome) {
            this(step, outcome, false);
        }
    }

    /**
     * Mark the call for reports and the CRM, which hears it as {@code call.tagged}.
     *
     * @param value what is said of it; may be empty; never a secret
     */
    record Tag(String tag, String value) implements ScriptCommand {}

    /** End the call. The last command of a run. */
    record HangUp(Cause cause) implements OnTheLine {}
}
