package zarang.call.verb;

import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallEnded;
import zarang.call.member.Member;

/** Ends the call: the one place where its {@link CallTermination} is made. */
record EndCall(CallState call) {
    /**
     * The script came to its end: the caller's leg is ended.
     *
     * @param result of what the script broke off; empty if it was alone
     */
    void byScript(Cause cause, Optional<Result> result) {
        closed(
                call.termination()
                        .orElseGet(() ->
                                new CallTermination(
                                        result.orElseGet(this::withoutAgent),
                                        Party.ZARANG,
                                        cause,
                                        "script ended")));
    }

    /**
     * The call is to be over now: what lies on its undermost verb is left, and the caller's leg is
     * ended. How it ended is what is said here, unless that was settled before.
     */
    void now(Result result, Party party, Cause cause, String reason) {
        call.verbs.leaveToUndermost(Leaving.STOPPED);
        closed(
                call.termination()
                        .orElseGet(() -> new CallTermination(result, party, cause, reason)));
    }

    /** What the call was to its caller, whom nobody waits for or talks with. */
    Result withoutAgent() {
        if (call.clock.hasTalked()) {
            return Result.SERVED;
        }
        return call.clock.isAnswered() ? Result.SELF_SERVED : Result.NOT_ANSWERED;
    }

    /** Nothing is left to say: the caller's leg is ended, if there is one. */
    void closed(CallTermination termination) {
        if (call.legs.isHeld(call.caller.leg())) {
            call.engine(
                    call.clock.isAnswered()
                            ? new LegCommand.HangUp(call.caller.leg(), termination.cause())
                            : new LegCommand.Reject(call.caller.leg(), termination.cause()));
        }
        over(termination);
    }

    /** The caller's leg is gone already. */
    void callerGone(LegEvent.Ended ended) {
        callerGone(ended, how -> {});
    }

    /**
     * The same.
     *
     * @param epilogue what is to follow, before the call is over
     */
    void callerGone(LegEvent.Ended ended, Consumer<CallTermination> epilogue) {
        Result result = call.verbs.leave(Leaving.CALLER_GONE);
        boolean lost = !ended.byRemote() && result != Result.SERVED;
        CallTermination how =
                call.termination()
                        .orElseGet(() ->
                                new CallTermination(
                                        lost ? Result.FAILED : result,
                                        ended.byRemote() ? Party.CALLER : Party.ZARANG,
                                        ended.cause(),
                                        ended.byRemote()
                                                ? "caller hung up"
                                                : "caller's leg was lost"));
        epilogue.accept(how);
        over(how);
    }

    /** The call's own code failed. */
    void broken() {
        over(
                new CallTermination(
                        Result.FAILED, Party.ZARANG, Cause.SERVER_FAILURE, "internal error"));
    }

    private void over(CallTermination termination) {
        call.ending = new Ending.Over(termination);
        Waits waits = call.clock.waits();
        waits.end(call.clock.now());
        call.disengageAll();
        call.write(
                new CallEnded(
                        call.caller.member().map(Member::id),
                        call.caller.number(),
                        waits.queue(),
                        call.clock.isAnswered(),
                        termination,
                        call.clock.times()));
        call.command(new CallCommand.Finish(termination));
    }
}
