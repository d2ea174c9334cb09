package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.fact.CallDirected;
import zarang.call.plan.SupervisedTalk;
import zarang.call.plan.SupervisionMode;

/**
 * What a supervisor, or somebody for it, wants of a call; what came of it can be asked once it was
 * begun. Control loop.
 */
public final class SupervisionWish implements VerbStart {
    private final Function<CallState, SupervisionResult> work;
    private SupervisionResult result = SupervisionResult.NO_CALL;

    private SupervisionWish(Function<CallState, SupervisionResult> work) {
        this.work = work;
    }

    /**
     * To be in its talk: the supervisor's phone is rung.
     *
     * @param by who wants it, for the journal
     */
    public static SupervisionWish ring(AgentId supervisor, SupervisionMode mode, String by) {
        return new SupervisionWish(call -> {
            Optional<DialTarget> phone = call.numbers.plan().supervisor(supervisor);
            if (phone.isEmpty()) {
                return SupervisionResult.NO_SUPERVISOR;
            }
            Supervise supervise =
                    new Supervise(call, supervisor, Optional.empty(), mode, call.legs.reserve());
            SupervisionResult against = against(call, supervise, mode);
            if (against == SupervisionResult.DONE) {
                supervise.ring(phone.get(), by);
            }
            return against;
        });
    }

    /**
     * The same of a supervisor whose phone has called.
     *
     * @param leg of the phone; it arrived and was told nothing yet
     */
    public static SupervisionWish dialled(LegId leg, AgentId supervisor, SupervisedTalk talk) {
        return new SupervisionWish(call -> {
            Supervise supervise =
                    new Supervise(call, supervisor, Optional.of(talk.agent()), talk.mode(), leg);
            SupervisionResult against = against(call, supervise, talk.mode());
            if (against == SupervisionResult.DONE) {
                supervise.answer();
            } else {
                call.engine(new LegCommand.Reject(leg, Cause.USER_BUSY));
            }
            return against;
        });
    }

    /**
     * To be in the talk in another way.
     *
     * @param supervisor empty: the only one who is in it
     */
    public static SupervisionWish become(
            Optional<AgentId> supervisor, SupervisionMode mode, String by) {
        return ofOne(supervisor, supervise -> supervise.become(mode, by));
    }

    /** That the agent is let go, and the caller talks with the supervisor. */
    public static SupervisionWish takeOver(Optional<AgentId> supervisor, String by) {
        return ofOne(supervisor, supervise -> supervise.takeOver(by));
    }

    /** To be in the talk no more. */
    public static SupervisionWish leave(Optional<AgentId> supervisor, String by) {
        return ofOne(
                supervisor,
                supervise -> {
                    supervise.end(by);
                    return SupervisionResult.DONE;
                });
    }

    /** That the call ends, after the last words of its script. */
    public static SupervisionWish hangUp(String by) {
        return new SupervisionWish(call -> {
            if (call.termination().isPresent()) {
                return SupervisionResult.DONE; // it is ending: somebody else was quicker
            }
            call.write(new CallDirected("hang-up", by));
            StopCall.because(Cause.NORMAL_CLEARING, "ended from outside").begin(call);
            return SupervisionResult.DONE;
        });
    }

    /** That the agent is let go, and the caller waits again at the place that it had. */
    public static SupervisionWish requeue(String by) {
        return new SupervisionWish(call -> {
            Optional<Talk> talk = call.verbs.find(Talk.class);
            if (talk.isEmpty()) {
                return SupervisionResult.NO_TALK;
            }
            if (talk.get().successor().isPresent()) {
                return SupervisionResult.HANDED_ON;
            }
            if (talk.get().other().queue().isEmpty()) {
                return SupervisionResult.NO_QUEUE;
            }
            call.write(new CallDirected("requeue", by));
            talk.get().conclude();
            talk.get().after().otherLost();
            return SupervisionResult.DONE;
        });
    }

    private static SupervisionWish ofOne(
            Optional<AgentId> supervisor, Function<Supervise, SupervisionResult> work) {
        return new SupervisionWish(call -> {
            List<Supervise> meant =
                    call.verbs.beside(Supervise.class).stream()
                            .filter(each ->
                                    supervisor.isEmpty()
                                            || each.supervisor().equals(supervisor.get()))
                            .toList();
            if (meant.size() > 1) {
                return SupervisionResult.WHICH;
            }
            return meant.isEmpty() ? SupervisionResult.NOT_IN_TALK : work.apply(meant.getFirst());
        });
    }

    /** Why one more supervisor may not be in it; or done: it may. */
    private static SupervisionResult against(CallState call, Supervise one, SupervisionMode mode) {
        Optional<Talk> talk = call.verbs.find(Talk.class);
        if (talk.isEmpty() || call.termination().isPresent()) {
            return SupervisionResult.NO_TALK;
        }
        List<Supervise> there = call.verbs.beside(Supervise.class);
        Optional<AgentId> self = Optional.of(one.supervisor());
        if (call.isEngaged(one.supervisor())
                || talk.get().other().agent().equals(self)
                || there.stream().anyMatch(each -> each.supervisor().equals(one.supervisor()))) {
            return SupervisionResult.ALREADY;
        }
        return there.size() >= Supervise.MOST
                ? SupervisionResult.TOO_MANY
                : one.against(mode).orElse(SupervisionResult.DONE);
    }

    @Override
    public void begin(CallState call) {
        result = work.apply(call);
    }

    /** What came of it; that there is no such call, until it was begun. */
    public SupervisionResult result() {
        return result;
    }
}
