package zarang.call.actor;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.call.verb.CallCommand;

/**
 * A script whose caller has hung up: it may ask and wait; what needs a caller ends it, and so does
 * having nothing to wait for. Control loop.
 */
final class Epilogue {
    /** How long it may take. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String LIMIT = "limit";
    private static final String OF_SCRIPT = "script:";

    /** More than a script needs that does not go round in a circle. */
    private static final int EVENTS_MAX = 100;

    private final CallId call;
    private final CallCommand.Epilogue wish;
    private final CallTimers timers;
    private final OpenQuestion question;
    private final GuardedWatcher watcher;
    private final Consumer<Epilogue> whenOver;
    private final Set<String> waiting = new HashSet<>();
    private boolean asked;
    private boolean over;
    private int events;

    Epilogue(
            CallId call,
            CallCommand.Epilogue wish,
            Map<String, ScriptService> services,
            ControlLoop loop,
            GuardedWatcher watcher,
            Consumer<Epilogue> whenOver) {
        this.call = call;
        this.wish = wish;
        this.timers = new CallTimers(loop);
        this.question = new OpenQuestion(services, loop, timers, this::answered);
        this.watcher = watcher;
        this.whenOver = whenOver;
    }

    void begin() {
        timers.set(LIMIT, LONGEST, this::end);
        tell(new ScriptEvent.CallerGone(wish.result()));
    }

    private void answered(ServiceAnswer answer) {
        asked = false;
        tell(new ScriptEvent.Told(answer));
    }

    /** A failure of the script's own ends it, and nothing else. */
    private void tell(ScriptEvent event) {
        if (over) {
            return;
        }
        watcher.attempt(call, () -> wish.script().on(event).forEach(this::carryOut));
        if ((!asked && waiting.isEmpty()) || ++events > EVENTS_MAX) {
            end();
        }
    }

    private void carryOut(ScriptCommand command) {
        if (over) {
            return;
        }
        switch (command) {
            case ScriptCommand.Ask ask -> {
                asked = true;
                question.ask(
                        new CallCommand.Ask(
                                ask.service(),
                                new ServiceQuestion(
                                        Optional.of(call),
                                        wish.caller(),
                                        wish.agent(),
                                        ask.arguments()),
                                ask.limit()));
            }
            case ScriptCommand.StartTimer timer -> {
                waiting.add(timer.timer());
                timers.set(OF_SCRIPT + timer.timer(), timer.delay(), () -> fired(timer.timer()));
            }
            case ScriptCommand.CancelTimer timer -> {
                waiting.remove(timer.timer());
                timers.cancel(OF_SCRIPT + timer.timer());
            }
            case ScriptCommand.OnTheLine nobodyIsThere -> end();
            case ScriptCommand.NoteInput note -> {}
            case ScriptCommand.Tag tag -> {}
            case ScriptCommand.StopPlay stop -> {}
            case ScriptCommand.LeaveQueue leave -> {}
            case ScriptCommand.StopDial stop -> {}
            case ScriptCommand.StopVoice stop -> {}
            case ScriptCommand.SettleVoice settle -> {}
        }
    }

    private void fired(String timer) {
        waiting.remove(timer);
        tell(new ScriptEvent.TimerFired(timer));
    }

    private void end() {
        if (!over) {
            over = true;
            timers.cancelAll();
            whenOver.accept(this);
        }
    }
}
