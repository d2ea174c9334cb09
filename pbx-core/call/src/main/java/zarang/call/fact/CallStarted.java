package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;

/**
 * A call came in and a script took it; or an agent calls somebody.
 *
 * @param caller the trusted number, if there is one
 * @param called the number that was dialled
 * @param trunk empty if none
 * @param script empty if no script took it
 * @param agent who called, if it was an agent
 * @param divertedBy the number that sent the call on to us last, if a trusted trunk says so (RFC
 *     5806, RFC 7044)
 * @param verification what the trunk says of the caller's number (RFC 8224); empty if nothing
 * @param callback the call-back that it is, if an agent calls somebody back; {@code caller} is the
 *     one who is called then
 */
public record CallStarted(
        Optional<PhoneNumber> caller,
        String called,
        String trunk,
        String script,
        int scriptVersion,
        Optional<AgentId> agent,
        Optional<PhoneNumber> divertedBy,
        String verification,
        Optional<String> callback)
        implements Fact {
    public static final FactType<CallStarted> TYPE =
            FactType.of("call.started", CallStarted.class, CallStarted::read)
                    .vital()
                    .marks(CallMark.BEGINS);

    /** A call to a script. */
    public CallStarted(
            Optional<PhoneNumber> caller,
            String called,
            String trunk,
            String script,
            int scriptVersion) {
        this(caller, called, trunk, script, scriptVersion, Optional.empty(), Optional.empty(), "");
    }

    /** A call that came in or was dialled, and is no call-back. */
    public CallStarted(
            Optional<PhoneNumber> caller,
            String called,
            String trunk,
            String script,
            int scriptVersion,
            Optional<AgentId> agent,
            Optional<PhoneNumber> divertedBy,
            String verification) {
        this(
                caller,
                called,
                trunk,
                script,
                scriptVersion,
                agent,
                divertedBy,
                verification,
                Optional.empty());
    }

    /** An agent calls somebody. */
    public static CallStarted byAgent(AgentId agent, String dialled) {
        return new CallStarted(
                Optional.empty(), dialled, "", "", 0, Optional.of(agent), Optional.empty(), "");
    }

    /** An agent is to call somebody back. */
    public static CallStarted ofCallback(String callback, PhoneNumber number, AgentId agent) {
        return new CallStarted(
                Optional.of(number),
                number.e164(),
                "",
                "",
                0,
                Optional.of(agent),
                Optional.empty(),
                "",
                Optional.of(callback));
    }

    private static CallStarted read(FactReader from) throws UnreadableEntryException {
        return new CallStarted(
                from.caller(),
                from.text("called"),
                from.text("trunk"),
                from.text("script"),
                Math.toIntExact(from.number("scriptVersion")),
                from.maybe("agent").map(AgentId::new),
                from.maybe("divertedBy").map(PhoneNumber::new),
                from.maybe("verification").orElse(""),
                from.maybe("callback"));
    }

    @Override
    public FactType<CallStarted> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.caller(caller).text("called", called).text("trunk", trunk);
        to.text("script", script).number("scriptVersion", scriptVersion);
        agent.ifPresent(to::agent);
        divertedBy.ifPresent(number -> to.text("divertedBy", number.e164()));
        if (!verification.isEmpty()) {
            to.text("verification", verification);
        }
        callback.ifPresent(id -> to.text("callback", id));
    }

    @Override
    public void describe(FactWriter to) {
        if (agent.isPresent()) {
            to.agent(agent.get());
            callback.ifPresent(id -> to.text("callback", id));
        } else {
            to.caller(caller).text("script", script).number("scriptVersion", scriptVersion);
        }
    }
}
