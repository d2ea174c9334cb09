package zarang.call.verb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallStarted;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.plan.AgentCode;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * An agent has dialled a code that sets what it does: the floor is asked, and the agent hears what
 * came of it. One beep: it is so. Two: it will be, after what the agent is in. Busy: it cannot be.
 * Congestion: nobody who decides could be asked, and it is to try again.
 */
public final class SetOwnState implements Verb, LegOwner {
    /** How long whoever decides may take; then the agent hears that nobody could be asked. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** After this the call is over, whatever the phone has heard. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String TIMER = "own-state";

    private final CallState call;
    private final AgentId agent;
    private final AgentCode code;

    private SetOwnState(CallState call, AgentId agent, AgentCode code) {
        this.call = call;
        this.agent = agent;
        this.code = code;
    }

    /** Takes a call of the phone of {@code agent}. */
    public static VerbStart of(LegEvent.Arrived arrival, AgentId agent, AgentCode code) {
        return call -> new SetOwnState(call, agent, code).begin(arrival.calledUser());
    }

    private void begin(String dialled) {
        call.verbs.begin(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        call.caller.isAgent(agent);
        call.write(
                new CallStarted(
                        Optional.empty(),
                        dialled,
                        "",
                        "",
                        0,
                        Optional.of(agent),
                        Optional.empty(),
                        ""));
        call.setTimer(TIMER, LONGEST);
        call.engine(new LegCommand.Answer(call.caller.leg()));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> connected();
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Ended ended -> {
                call.cancelTimer(TIMER);
                new EndCall(call).callerGone(ended);
            }
            case LegEvent.Arrived _,
                    LegEvent.Ringing _,
                    LegEvent.Digit _,
                    LegEvent.Held _,
                    LegEvent.AnsweredBy _ -> {}
            case LegEvent.TransferWanted wish -> call.cannotHandOn(wish);
        }
    }

    /** Who is ready is offered nobody before it has hung up. */
    private void connected() {
        if (call.clock.isAnswered()) {
            return;
        }
        call.clock.markAnswered();
        call.write(new CallConnected());
        if (code.kind() == AgentCode.Kind.READY) {
            call.engage(agent);
        }
        call.command(
                new CallCommand.Ask(
                        code.service(),
                        new ServiceQuestion(
                                Optional.of(call.id),
                                Optional.empty(),
                                Optional.of(agent),
                                Map.of(
                                        AgentCode.KIND,
                                        new ScriptValue.Text(Words.of(code.kind())),
                                        AgentCode.NUMBER,
                                        new ScriptValue.Decimal(
                                                BigDecimal.valueOf(code.number())))),
                        LIMIT));
    }

    @Override
    public void on(ServiceAnswer answer) {
        call.engine(call.caller.play(heard(answer), "", this::end));
    }

    private static List<String> heard(ServiceAnswer answer) {
        if (!(answer instanceof ServiceAnswer.Given given)) {
            return Collections.nCopies(3, "tone:congestion");
        }
        return switch (given.outcome()) {
            case AgentCode.DONE -> List.of("tone:beep");
            case AgentCode.LATER -> List.of("tone:beep", "tone:beep");
            default -> List.of("tone:busy", "tone:busy");
        };
    }

    @Override
    public void onTimer(String timer) {
        if (timer.equals(TIMER)) {
            end();
        }
    }

    private void end() {
        call.cancelTimer(TIMER);
        EndCall end = new EndCall(call);
        end.closed(
                new CallTermination(
                        end.withoutAgent(), Party.ZARANG, Cause.NORMAL_CLEARING, "agent's state"));
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        call.cancelTimer(TIMER);
        return Optional.of(new EndCall(call).withoutAgent());
    }
}
