package zarang.call.script;

import java.util.Map;
import java.util.Optional;
import zarang.call.member.Member;

/** What came of {@link ScriptCommand.Ask}. */
public sealed interface ServiceAnswer {
    /**
     * The service's own answer.
     *
     * @param outcome in the service's words, such as {@code found}
     * @param values by name
     * @param caller who the caller has turned out to be, if the question was who calls
     */
    record Given(String outcome, Map<String, ScriptValue> values, Optional<Member> caller)
            implements ServiceAnswer {
        public Given {
            values = Map.copyOf(values);
        }

        /** An outcome says it all. */
        public Given(String outcome) {
            this(outcome, Map.of(), Optional.empty());
        }
    }

    /** No answer within the limit. */
    record TimedOut() implements ServiceAnswer {}

    /** It cannot answer now, or there is no such service. */
    record Failed(String detail) implements ServiceAnswer {}
}
