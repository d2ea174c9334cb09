package zarang.ivr.verb;

import java.util.List;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/**
 * {@code queue}: from joining until the talk with the agent is over, or waiting came to nothing.
 * The flow's limits rest meanwhile; the queue has its own. Keys other than the leave key are
 * forgotten: they were meant for the agent or for nobody. The leave key is asked for each time it
 * is pressed, because it means nothing during a talk and something again after it.
 */
final class QueueVerb implements IvrVerb {
    private static final char LEAVE_KEY = '*';
    private static final StepKey<String> QUEUE =
            StepKey.required("queue", Shapes.queue(), "where the caller waits");
    private static final StepKey<List<String>> ANNOUNCE =
            StepKey.usually(
                    "announce",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "heard once, before the music. The caller waits from the first moment on, so a"
                            + " free agent's phone rings meanwhile");
    private static final StepKey<String> MUSIC =
            StepKey.usually(
                    "music", Shapes.prompt(), "hold-music", "hold-music", "played round and round");
    private static final StepKey<Optional<Character>> LEAVE =
            StepKey.optional(
                    "leave-key",
                    Shapes.key(),
                    "leaves the queue; `*` where only `left-by-key` is written");
    private static final StepKey<String> ANSWERED =
            StepKey.required("on.answered", Shapes.unhurriedTarget(), "the talk is over");
    private static final StepKey<String> FULL =
            StepKey.required("on.full", Shapes.target(), "the queue takes nobody in");
    private static final StepKey<String> MAX_WAIT =
            StepKey.required(
                    "on.max-wait", Shapes.unhurriedTarget(), "the caller waited long enough");
    private static final StepKey<String> NO_AGENTS =
            StepKey.required("on.no-agents", Shapes.target(), "nobody serves the queue now");
    private static final StepKey<Optional<String>> LEFT =
            StepKey.optional(
                    "on.left-by-key",
                    Shapes.unhurriedTarget(),
                    "the leave key was pressed; must be there if `leave-key` is");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Waits for an agent. It goes on when the talk is over, or when waiting came to"
                        + " nothing.",
                QUEUE,
                ANNOUNCE,
                MUSIC,
                LEAVE,
                ANSWERED,
                FULL,
                MAX_WAIT,
                NO_AGENTS,
                LEFT);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<String> left = step.get(LEFT);
        Optional<Character> key = step.get(LEAVE);
        if (key.isPresent() && left.isEmpty()) {
            step.refuse(LEAVE, "leads nowhere, expected the outcome left-by-key beside it");
        }
        String noAgents = step.get(NO_AGENTS);
        return new Run(
                new QueueName(step.get(QUEUE)),
                step.get(ANNOUNCE),
                step.get(MUSIC),
                left.map(target -> new Leaving(key.orElse(LEAVE_KEY), target)),
                new Ends(step.get(ANSWERED), step.get(FULL), step.get(MAX_WAIT), noAgents));
    }

    private record Leaving(char key, String target) {}

    private record Ends(String answered, String full, String maxWait, String noAgents) {}

    private record Run(
            QueueName queue,
            List<String> announcement,
            String music,
            Optional<Leaving> leaving,
            Ends ends)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            run.suspendLimits();
            run.typedAhead().clear();
            run.tell(new ScriptCommand.JoinQueue(queue, announcement, music, run.language()));
            return Next.STAY;
        }

        @Override
        public Next onDigit(char digit, StepTools run) {
            if (leaving.filter(way -> way.key == digit).isPresent()) {
                run.tell(new ScriptCommand.LeaveQueue());
            }
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (!(event instanceof ScriptEvent.QueueLeft(ScriptEvent.QueueResult result))) {
                return Next.STAY;
            }
            run.startLimits();
            return new Next.GoTo(
                    switch (result) {
                        case ANSWERED -> ends.answered;
                        case FULL -> ends.full;
                        case MAX_WAIT -> ends.maxWait;
                        case NO_AGENTS -> ends.noAgents;
                        case LEFT_BY_KEY -> leaving.map(Leaving::target).orElse(ends.noAgents);
                    });
        }
    }
}
