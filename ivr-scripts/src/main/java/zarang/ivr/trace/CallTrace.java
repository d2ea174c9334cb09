package zarang.ivr.trace;

import java.time.Duration;
import java.util.List;
import zarang.call.CallTermination;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.run.FlowSet;

/**
 * What one call went through in a flow: enough to go the same way again. It holds no key that was a
 * secret: such keys are made up.
 *
 * @param flows in front when the call began, so that it can be gone through again in its version
 * @param flow by whose name it began
 * @param noted in order
 * @param way the steps that it came to, each as {@code flow step}
 * @param whole false if it was too long to be noted to its end, or Zarang ended it
 */
public record CallTrace(
        FlowSet flows,
        String flow,
        int version,
        ScriptEvent.Started start,
        List<Noted> noted,
        List<String> way,
        boolean whole) {
    public CallTrace {
        noted = List.copyOf(noted);
        way = List.copyOf(way);
    }

    /**
     * Something that the script was told.
     *
     * @param at since the call began
     */
    public record Noted(Duration at, What what) {}

    /** What a script can be told, as far as going the same way again needs it. */
    public sealed interface What {
        /** It comes by itself: a prompt's end, a timer. */
        record ByItself() implements What {}

        /**
         * A service answered; comes by itself, too.
         *
         * @param step that asked
         */
        record Told(String step, String service, ServiceAnswer answer) implements What {}

        /**
         * The caller pressed a key.
         *
         * @param madeUp whether it stands for one that was, or may have been, a secret
         */
        record Key(char key, boolean madeUp) implements What {}

        /** What the script waited for came to an end: a queue, somebody who was rung, a message. */
        record Came(ScriptEvent end) implements What {}

        /** The caller hung up. */
        record Gone(CallTermination.Result result) implements What {}
    }

    /** Whether any key is made up. */
    public boolean hasMadeUpKeys() {
        return noted.stream().anyMatch(each -> each.what() instanceof What.Key key && key.madeUp());
    }
}
