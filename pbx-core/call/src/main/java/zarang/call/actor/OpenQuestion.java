package zarang.call.actor;

import java.util.Map;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.verb.CallCommand;

/**
 * The question that a call's script has put to a service: takes the first of two answers, the
 * service's or the limit's. A new question replaces one that is open. Control loop.
 */
final class OpenQuestion {
    private static final String TIMER = "question";

    private final Map<String, ScriptService> services;
    private final ControlLoop loop;
    private final CallTimers timers;
    private final Consumer<ServiceAnswer> then;

    /** Grows with each question, and with its answer: then no other answer fits. */
    private long turn;

    /**
     * @param timers the call's, which are cancelled at its end
     * @param then gets each answer, on the loop, within its limit
     */
    OpenQuestion(
            Map<String, ScriptService> services,
            ControlLoop loop,
            CallTimers timers,
            Consumer<ServiceAnswer> then) {
        this.services = services;
        this.loop = loop;
        this.timers = timers;
        this.then = then;
    }

    void ask(CallCommand.Ask ask) {
        long mine = ++turn;
        timers.set(TIMER, ask.limit(), () -> answered(mine, new ServiceAnswer.TimedOut()));
        ScriptService service = services.get(ask.service());
        if (service == null) {
            ServiceAnswer nobody = new ServiceAnswer.Failed("no service " + ask.service());
            loop.post(() -> answered(mine, nobody));
            return;
        }
        service.ask(ask.question())
                .whenComplete((answer, failure) ->
                        loop.post(() ->
                                answered(
                                        mine,
                                        failure == null
                                                ? answer
                                                : new ServiceAnswer.Failed(failure.toString()))));
    }

    private void answered(long question, ServiceAnswer answer) {
        if (question == turn) {
            turn++;
            timers.cancel(TIMER);
            then.accept(answer);
        }
    }
}
