package zarang.call.actor;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegEvent;
import zarang.call.plan.Route;
import zarang.call.verb.CallOut;
import zarang.call.verb.RunScript;
import zarang.call.verb.VerbStart;

/**
 * What a call that came in does first: the script that answers the dialled number, or, of an
 * agent's phone, what the dial plan says.
 *
 * @param caller the number of whom it is from, if that may be believed
 */
record FirstVerb(Optional<PhoneNumber> caller, VerbStart verb) {
    /** Whether there is anything; changes nothing. */
    static boolean isThere(LegEvent.Arrived arrived, CallPorts ports) {
        return isOfAgent(arrived) || ports.scripts().answers(arrived.calledUser());
    }

    /** Empty if nobody has the number. */
    static Optional<FirstVerb> of(LegEvent.Arrived arrived, CallId id, CallPorts ports) {
        String dialled = arrived.calledUser();
        if (isOfAgent(arrived) && !ports.scripts().answers(dialled)) {
            AgentId agent = new AgentId(arrived.origin().user());
            Route route = ports.plan().route(id, agent, dialled);
            return Optional.of(new FirstVerb(Optional.empty(), CallOut.of(arrived, agent, route)));
        }
        return ports.scripts()
                .begin(dialled)
                .map(run ->
                        new FirstVerb(
                                caller(arrived, ports),
                                RunScript.of(arrived, run, ports.places())));
    }

    private static boolean isOfAgent(LegEvent.Arrived arrived) {
        return !arrived.origin().user().isEmpty();
    }

    private static Optional<PhoneNumber> caller(LegEvent.Arrived arrived, CallPorts ports) {
        return arrived.origin().callerTrusted()
                ? arrived.caller().stream()
                        .map(ports.members()::parse)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
