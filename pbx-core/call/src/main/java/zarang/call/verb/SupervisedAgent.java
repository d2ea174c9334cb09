package zarang.call.verb;

import java.util.Optional;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.RungFor;
import zarang.call.fact.CallTransferred;
import zarang.call.plan.SupervisionMode;

/**
 * The agent whose talk is supervised: who talks with the caller, or who called.
 *
 * @param wanted who is meant, if both sides are agents; empty: who talks with the caller
 */
record SupervisedAgent(CallState call, Optional<AgentId> wanted) {
    /** The talk, if there is one now. */
    Optional<Talk> talk() {
        return call.verbs.find(Talk.class);
    }

    /** The agent; empty if nobody of the house is in the talk. */
    Optional<AgentId> agent() {
        return isCaller() ? call.caller.agent() : talk().flatMap(now -> now.other().agent());
    }

    /** What the phone of a supervisor shows who is to be in the talk so. */
    CallerShown shown(SupervisionMode mode) {
        return CallerShown.of("", agent().map(AgentId::value).orElse("anonymous"))
                .on(
                        switch (mode) {
                            case LISTEN -> RungFor.LISTEN;
                            case WHISPER -> RungFor.WHISPER;
                            case BARGE -> RungFor.BARGE;
                        });
    }

    private boolean isCaller() {
        Optional<AgentId> from = call.caller.agent();
        return from.isPresent()
                && (from.equals(wanted)
                        || talk().filter(now -> now.other().agent().isPresent()).isEmpty());
    }

    private Optional<LegId> leg() {
        if (isCaller()) {
            return Optional.of(call.caller.leg());
        }
        return talk().filter(now -> now.other().agent().isPresent()).map(Talk::leg);
    }

    /**
     * Why a supervisor cannot be in the talk so; empty: it can.
     *
     * @param otherSpeaks whether anybody hears another supervisor
     */
    Optional<SupervisionResult> against(SupervisionMode wish, boolean otherSpeaks) {
        if (wish == SupervisionMode.LISTEN) {
            return Optional.empty();
        }
        if (wish == SupervisionMode.WHISPER && agent().isEmpty()) {
            return Optional.of(SupervisionResult.NO_AGENT);
        }
        return otherSpeaks ? Optional.of(SupervisionResult.OTHER_SPEAKS) : Optional.empty();
    }

    /** Who hears a supervisor. */
    Audience heardBy(SupervisionMode mode) {
        return switch (mode) {
            case LISTEN -> new Audience.Nobody();
            case WHISPER ->
                    leg().<Audience>map(agent -> new Audience.Only(Set.of(agent)))
                            .orElseGet(Audience.Nobody::new);
            case BARGE -> new Audience.Everyone();
        };
    }

    /**
     * The agent is let go, and the other one talks with the supervisor.
     *
     * @param leg of the supervisor
     * @param before runs first, unless it cannot be
     */
    SupervisionResult takenOver(AgentId supervisor, LegId leg, Runnable before) {
        Optional<Talk> now = talk();
        if (now.isEmpty()) {
            return SupervisionResult.NO_TALK;
        }
        if (now.get().successor().isPresent()) {
            return SupervisionResult.HANDED_ON;
        }
        Optional<CallOut> own = call.verbs.find(CallOut.class);
        boolean ofScript = isCaller() && own.isEmpty(); // whose host lets nobody take its place
        if (agent().isEmpty() || ofScript) {
            return SupervisionResult.NO_AGENT;
        }
        before.run();
        Talk talk =
                isCaller()
                        ? own.flatMap(out -> out.turned(call.caller.leg())).orElse(now.get())
                        : now.get();
        call.write(new CallTransferred(talk.other().agent(), Optional.of(supervisor), true));
        talk.conclude();
        Counterpart next =
                new Counterpart.Colleague(
                        supervisor,
                        new DialTarget.Registered(supervisor.value()),
                        talk.other().queue());
        new Talk(call, next, leg, talk.direction(), talk.after()).begin();
        return SupervisionResult.DONE;
    }
}
