package zarang.call.script;

import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;

/**
 * What a script asks a service.
 *
 * @param call whose script it is; empty if it is tried without a call
 * @param caller the caller's number; empty if it is withheld, not understood or not believed
 * @param agent the extension of whom the call is from, if it is an agent's phone
 * @param arguments by name, as the service and the verb that asks agree on
 */
public record ServiceQuestion(
        Optional<CallId> call,
        Optional<PhoneNumber> caller,
        Optional<AgentId> agent,
        Map<String, ScriptValue> arguments) {
    public ServiceQuestion {
        arguments = Map.copyOf(arguments);
    }

    /** Of somebody who is no agent, without a call. */
    public ServiceQuestion(Optional<PhoneNumber> caller, Map<String, ScriptValue> arguments) {
        this(Optional.empty(), caller, Optional.empty(), arguments);
    }

    /** An argument as a text; empty if it is not there. */
    public Optional<String> text(String argument) {
        return Optional.ofNullable(arguments.get(argument)).map(ScriptValue::text);
    }
}
