package zarang.ivr.run;

import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.Step;

/**
 * {@code queue}: from joining until the talk with the agent is over, or waiting came to nothing.
 * The flow's limits rest meanwhile; the queue has its own. Keys other than the leave key are
 * forgotten: they were meant for the agent or for nobody. The leave key is asked for each time it
 * is pressed, because it means nothing during a talk and something again after it.
 */
record QueueRun(Step.Queue step) implements StepRun {
    @Override
    public Next enter(RunState run) {
        run.suspendLimits();
        run.typedAhead().clear();
        run.tell(
                new ScriptCommand.JoinQueue(
                        step.queue(), step.announcement(), step.music(), run.language()));
        return Next.STAY;
    }

    @Override
    public Next onDigit(char digit, RunState run) {
        if (step.leaveKey().filter(key -> key == digit).isPresent()) {
            run.tell(new ScriptCommand.LeaveQueue());
        }
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        if (!(event instanceof ScriptEvent.QueueLeft(ScriptEvent.QueueResult result))) {
            return Next.STAY;
        }
        run.startLimits();
        return new Next.GoTo(
                switch (result) {
                    case ANSWERED -> step.answered();
                    case FULL -> step.full();
                    case MAX_WAIT -> step.maxWait();
                    case NO_AGENTS -> step.noAgents();
                    case LEFT_BY_KEY -> step.leftByKey().orElse(step.noAgents());
                });
    }
}
