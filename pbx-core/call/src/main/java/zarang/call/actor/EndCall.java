package zarang.call.actor;

import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.engine.LegCommand;
import zarang.call.journal.CallFact;
import zarang.call.member.Member;

/** Ends the call: the one place where its {@link CallTermination} is made. */
final class EndCall {
    private final CallState call;

    EndCall(CallState call) {
        this.call = call;
    }

    /** The script came to its end: the caller's leg is told. */
    void byScript(Cause cause) {
        if (call.phase instanceof Phase.Closing closing) {
            closed(closing.termination());
            return;
        }
        Result result =
                call.talked
                        ? Result.SERVED
                        : call.answered() ? Result.SELF_SERVED : Result.NOT_ANSWERED;
        closed(new CallTermination(result, Party.ZARANG, cause, "script ended"));
    }

    /** How a call ends that Zarang stops in the phase it is in. */
    CallTermination stopped(Cause cause, String reason) {
        Result result =
                switch (call.phase) {
                    case Phase.Over over -> over.termination().result();
                    case Phase.Closing closing -> closing.termination().result();
                    case Phase.Talking talking -> Result.SERVED;
                    case Phase.Waiting waiting -> Result.FAILED;
                    case Phase.Ringing ringing -> Result.FAILED;
                    case Phase.InScript script when !call.answered() -> Result.NOT_ANSWERED;
                    case Phase.InScript script -> call.talked ? Result.SERVED : Result.FAILED;
                };
        return new CallTermination(result, Party.ZARANG, cause, reason);
    }

    /** Nothing is left to say: the caller's leg is told. */
    void closed(CallTermination termination) {
        call.engine(
                call.answered()
                        ? new LegCommand.HangUp(call.callerLeg, termination.cause())
                        : new LegCommand.Reject(call.callerLeg, termination.cause()));
        over(termination);
    }

    /** The caller's leg is gone already. */
    void callerGone(Cause cause, boolean byRemote, Phase left) {
        if (left instanceof Phase.Closing closing) {
            over(closing.termination());
            return;
        }
        Result result =
                switch (left) {
                    case Phase.Over over -> over.termination().result();
                    case Phase.Closing closing -> closing.termination().result();
                    case Phase.Talking talking -> Result.SERVED;
                    case Phase.Waiting waiting -> Result.ABANDONED_IN_QUEUE;
                    case Phase.Ringing ringing -> Result.ABANDONED_IN_QUEUE;
                    case Phase.InScript script when !call.answered() -> Result.NOT_ANSWERED;
                    case Phase.InScript script ->
                            call.talked ? Result.SERVED : Result.ABANDONED_IN_SCRIPT;
                };
        boolean lost = !byRemote && result != Result.SERVED;
        over(
                new CallTermination(
                        lost ? Result.FAILED : result,
                        byRemote ? Party.CALLER : Party.ZARANG,
                        cause,
                        byRemote ? "caller hung up" : "caller's leg was lost"));
    }

    /** The call's own code failed. */
    void broken() {
        over(
                new CallTermination(
                        Result.FAILED, Party.ZARANG, Cause.SERVER_FAILURE, "internal error"));
    }

    private void over(CallTermination termination) {
        call.phase = new Phase.Over(termination);
        call.endWait();
        call.forScript.clear();
        call.write(
                new CallFact.CallEnded(
                        call.member.map(Member::id),
                        call.caller,
                        call.queue,
                        call.answered(),
                        termination,
                        call.times()));
        call.command(new CallCommand.Finish(termination));
    }
}
