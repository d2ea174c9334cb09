package zarang.call.plan;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.script.NumberToRing;
import zarang.call.script.ScriptRun;
import zarang.call.script.Scripts;

/**
 * Where every number leads that an agent may dial, and what it leads to. Control loop.
 *
 * @param parking the numbers where callers are parked
 */
public record Numbering(DialPlan plan, Scripts scripts, ParkingLot parking) {
    /** Numbering without places for parked callers taken yet. */
    public Numbering(DialPlan plan, Scripts scripts) {
        this(plan, scripts, new ParkingLot());
    }

    /** A script's number is a script's for everybody; all else the dial plan decides. */
    public Route route(CallId call, AgentId agent, String dialled) {
        return scripts.answers(dialled)
                ? new Route.Script(dialled)
                : plan.route(call, agent, dialled);
    }

    /** The same for what the script of that name dials. */
    public Route route(CallId call, String script, NumberToRing dialled) {
        return scripts.answers(dialled.number())
                ? new Route.Script(dialled.number())
                : plan.routeOfScript(call, script, dialled);
    }

    /** The script that answers {@code number}, begun; empty if it was withdrawn just now. */
    public Optional<ScriptRun> begin(Route.Script number) {
        return scripts.begin(number.number());
    }
}
