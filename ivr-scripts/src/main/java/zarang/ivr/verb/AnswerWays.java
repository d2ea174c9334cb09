package zarang.ivr.verb;

import java.util.Map;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.step.Next;

/**
 * Where a step goes on by what a service answers it.
 *
 * @param byOutcome in the service's words
 * @param otherwise by any other word
 * @param failed if it does not answer, or not in time
 */
record AnswerWays(Map<String, String> byOutcome, String otherwise, String failed) {
    AnswerWays {
        byOutcome = Map.copyOf(byOutcome);
    }

    /** Stays until there is an answer. */
    Next on(ScriptEvent event) {
        return event instanceof ScriptEvent.Told(ServiceAnswer answer)
                ? new Next.GoTo(way(answer))
                : Next.STAY;
    }

    String way(ServiceAnswer answer) {
        return answer instanceof ServiceAnswer.Given given
                ? byOutcome.getOrDefault(given.outcome(), otherwise)
                : failed;
    }
}
