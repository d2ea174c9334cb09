package zarang.ivr.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.step.Step;
import zarang.ivr.trace.CallTrace.Noted;
import zarang.ivr.trace.CallTrace.What;
import zarang.ivr.variable.Variable;

/**
 * Notes what a run is told while it goes. A key is made up at once where it is a secret: pressed in
 * a step that sets one, typed ahead for such a step, or pressed while an agent may be there.
 * Control loop.
 */
final class TraceNotes implements FlowWatcher {
    /** An hour of a key a second would be more; an ordinary call has dozens. */
    static final int NOTED_MAX = 2000;

    private static final Duration EPILOGUE = Duration.ofSeconds(6);

    private final FlowSet flows;
    private final String flow;
    private final int version;
    private final ScriptEvent.Started start;
    private final LongSupplier nanos;
    private final IntSupplier typedAhead;
    private final long beganNanos;
    private final List<Noted> noted = new ArrayList<>();
    private final List<String> way = new ArrayList<>();
    private String step = "";
    private boolean secret;
    private boolean waits;
    private boolean leaves;
    private String service = "";
    private String asks = "";
    private boolean whole = true;
    private boolean ended;
    private long goneNanos;
    private boolean gone;

    /**
     * @param typedAhead how many keys the run keeps for a later step
     */
    TraceNotes(
            FlowSet flows,
            String flow,
            int version,
            ScriptEvent.Started start,
            LongSupplier nanos,
            IntSupplier typedAhead) {
        this.flows = flows;
        this.flow = flow;
        this.version = version;
        this.start = start;
        this.nanos = nanos;
        this.typedAhead = typedAhead;
        this.beganNanos = nanos.getAsLong();
    }

    @Override
    public void entered(Flow in, String from, String exit, String to) {
        step = to;
        Step now = in.steps().get(to);
        secret = now != null && now.sets().stream().anyMatch(Variable::secret);
        if (secret) {
            makeUpLast(typedAhead.getAsInt());
        }
        if (way.size() < NOTED_MAX) {
            way.add(in.name() + " " + to);
        }
    }

    @Override
    public void ended(Flow in, String last, Ending how) {
        ended = true;
        whole &= how != Ending.STOPPED;
    }

    /** Whether a key that is pressed now is a secret, or may be one. */
    boolean isSecret() {
        return secret || waits;
    }

    /**
     * Notes what the run was told.
     *
     * @param wasSecret what {@link #isSecret} said before
     * @param led what came of it
     */
    void add(ScriptEvent event, List<ScriptCommand> led, boolean wasSecret) {
        switch (event) {
            case ScriptEvent.Started begun -> {}
            case ScriptEvent.Answered answered -> note(new What.ByItself());
            case ScriptEvent.PlayFinished finished -> note(new What.ByItself());
            case ScriptEvent.TimerFired timer -> note(new What.ByItself());
            case ScriptEvent.Told(var answer) ->
                    note(new What.Told(asks, service, secret(wasSecret, answer)));
            case ScriptEvent.Digit(char key) -> note(key(key, wasSecret && !ends(led)));
            case ScriptEvent.QueueLeft left -> came(event);
            case ScriptEvent.Placed placed -> {}
            case ScriptEvent.DialEnded dialled -> came(event);
            case ScriptEvent.VoiceRecorded recorded -> came(event);
            case ScriptEvent.CallerGone(var result) -> {
                note(new What.Gone(result));
                gone = true;
                goneNanos = nanos.getAsLong();
            }
            case ScriptEvent.Stopping stopping -> whole = false;
        }
        led.forEach(this::remember);
    }

    private static ServiceAnswer secret(boolean secret, ServiceAnswer answer) {
        return secret ? MadeUp.answer(answer) : answer;
    }

    private What key(char key, boolean secretly) {
        return secretly
                ? new What.Key(MadeUp.key(key, noted.size()), true)
                : new What.Key(key, false);
    }

    /** A key that ends what the script waits for is no secret. */
    private static boolean ends(List<ScriptCommand> led) {
        return led.stream().anyMatch(TraceNotes::isEnd);
    }

    private static boolean isEnd(ScriptCommand command) {
        return command instanceof ScriptCommand.LeaveQueue
                || command instanceof ScriptCommand.StopDial
                || command instanceof ScriptCommand.StopVoice;
    }

    /** What the script itself ended comes by itself when it is gone through again. */
    private void came(ScriptEvent end) {
        if (!leaves) {
            note(new What.Came(end));
        }
        waits = false;
        leaves = false;
    }

    private void remember(ScriptCommand command) {
        if (command instanceof ScriptCommand.Ask ask) {
            service = ask.service();
            asks = step;
        } else if (isEnd(command)) {
            leaves = true;
        } else if (command instanceof ScriptCommand.JoinQueue
                || command instanceof ScriptCommand.Dial
                || command instanceof ScriptCommand.RecordVoice) {
            waits = true;
            leaves = false;
        }
    }

    private void note(What what) {
        if (noted.size() < NOTED_MAX) {
            noted.add(new Noted(Duration.ofNanos(nanos.getAsLong() - beganNanos), what));
        } else {
            whole = false;
        }
    }

    private void makeUpLast(int keys) {
        int left = keys;
        for (int i = noted.size() - 1; i >= 0 && left > 0; i--) {
            Noted each = noted.get(i);
            if (each.what() instanceof What.Key(char key, boolean madeUp)) {
                left--;
                if (!madeUp) {
                    noted.set(i, new Noted(each.at(), new What.Key(MadeUp.key(key, i), true)));
                }
            }
        }
    }

    /** Nothing more comes: the run has ended, or its time after the caller hung up is over. */
    boolean isOver() {
        return ended || (gone && nanos.getAsLong() - goneNanos > EPILOGUE.toNanos());
    }

    CallTrace trace() {
        return new CallTrace(flows, flow, version, start, noted, way, whole);
    }
}
