package zarang.call.verb;

import java.util.List;
import java.util.function.BiConsumer;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.queue.CallerWants;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptEvent.QueueResult;

/**
 * What follows when whoever was called back has talked: the call ends with the agent who hangs up,
 * and if the agent was lost the caller waits for another one, as any caller does.
 *
 * @param end of the call: who ended it, and why
 */
record AfterReturn(CallState call, CallbackTask task, BiConsumer<Party, String> end)
        implements Talk.After {
    private static final List<String> LOST = List.of("agent-lost");

    @Override
    public void otherHungUp() {
        end.accept(Party.AGENT, "agent hung up");
    }

    @Override
    public void otherLost() {
        new WaitInQueue(
                        call,
                        new ScriptCommand.JoinQueue(
                                task.queue(),
                                LOST,
                                "hold-music",
                                task.language(),
                                LOST,
                                CallerWants.NOTHING),
                        this::told)
                .beginAgain();
    }

    private void told(ScriptEvent event) {
        if (event instanceof ScriptEvent.QueueLeft(QueueResult result)) {
            if (result == QueueResult.ANSWERED) {
                otherHungUp();
            } else {
                end.accept(Party.ZARANG, "queue was left: " + Words.of(result));
            }
        }
    }
}
