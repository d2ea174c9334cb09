package zarang.call.script;

import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;

/**
 * What a script asks a service.
 *
 * @param caller the caller's number; empty if it is withheld, not understood or not believed
 * @param agent the extension of whom the call is from, if it is an agent's phone
 * @param arguments by name, as the service and the verb that asks agree on
 */
public record ServiceQuestion(
        Optional<PhoneNumber> caller, Optional<AgentId> agent, Map<String, ScriptValue> arguments) {
    public ServiceQuestion {
        arguments = Map.copyOf(arguments);
    }

    /** Of somebody who is no agent. */
    public ServiceQuestion(Optional<PhoneNumber> caller, Map<String, ScriptValue> arguments) {
        this(caller, Optional.empty(), arguments);
    }
}
