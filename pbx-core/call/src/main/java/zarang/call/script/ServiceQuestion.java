package zarang.call.script;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;

/**
 * What a script asks a service.
 *
 * @param call whose script it is; empty if it is tried without a call
 * @param caller the caller's number; empty if it is withheld, not understood or not believed
 * @param agent the extension of whom the call is from, if it is an agent's phone
 * @param arguments by name, as the service and the verb that asks agree on
 * @param standing of the caller in its call; empty where there is no caller any more
 */
public record ServiceQuestion(
        Optional<CallId> call,
        Optional<PhoneNumber> caller,
        Optional<AgentId> agent,
        Map<String, ScriptValue> arguments,
        Optional<Standing> standing) {
    public ServiceQuestion {
        arguments = Map.copyOf(arguments);
    }

    /**
     * What a caller is in a queue.
     *
     * @param since when it first began to wait in this call, by the wall clock, with what was
     *     carried over; empty if it has not waited
     */
    public record Standing(Tier tier, Optional<Instant> since) {}

    /** Of whom nothing more is known. */
    public ServiceQuestion(
            Optional<CallId> call,
            Optional<PhoneNumber> caller,
            Optional<AgentId> agent,
            Map<String, ScriptValue> arguments) {
        this(call, caller, agent, arguments, Optional.empty());
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
