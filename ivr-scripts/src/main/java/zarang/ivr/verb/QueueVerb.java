package zarang.ivr.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/**
 * {@code queue}: from joining until the talk with the agent is over, or waiting came to nothing.
 * The flow's limits rest meanwhile; the queue has its own.
 */
final class QueueVerb implements IvrVerb {
    private static final char LEAVE_KEY = '*';
    private static final char CALLBACK_KEY = '1';
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
    private static final StepKey<List<String>> LOST =
            StepKey.usually(
                    "announce-lost",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "heard once when the agent's phone was lost in the talk, and the caller waits"
                            + " again at the place that it had");
    private static final StepKey<Telling.What> TELL =
            StepKey.usually(
                    "tell",
                    Shapes.choice(Telling.What.BY_WORD, Telling.What.NOTHING),
                    Telling.What.NOTHING,
                    "nothing",
                    "what a caller who waits is told now and then: where it stands, how long it may"
                            + " expect to wait, or both. Not said is what nobody knows; an agent"
                            + " who becomes free has the caller also meanwhile");
    private static final StepKey<Duration> TELL_AFTER =
            StepKey.usually(
                    "tell-after",
                    Shapes.span(Duration.ofSeconds(5), Duration.ofHours(1)),
                    Duration.ofSeconds(20),
                    "20s",
                    "how long after the caller joined it is first told");
    private static final StepKey<Duration> TELL_EVERY =
            StepKey.usually(
                    "tell-every",
                    Shapes.span(Duration.ofSeconds(15), Duration.ofHours(1)),
                    Duration.ofMinutes(1),
                    "1m",
                    "how often it is told after that");
    private static final StepKey<Boolean> TELL_AGAIN =
            StepKey.usually(
                    "tell-again",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "whether it is told also what has not become better");
    private static final StepKey<List<String>> OFFER =
            StepKey.usually(
                    "offer-callback",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "heard once, as soon as the caller may expect to wait for `offer-above`: says"
                            + " which key asks to be called back");
    private static final StepKey<Duration> OFFER_ABOVE =
            StepKey.usually(
                    "offer-above",
                    Shapes.span(Duration.ofMinutes(1), Duration.ofHours(1)),
                    Duration.ofMinutes(5),
                    "5m",
                    "how long the wait must be at least, as far as is known");
    private static final StepKey<Optional<Character>> LEAVE =
            StepKey.optional(
                    "leave-key",
                    Shapes.key(),
                    "leaves the queue; `*` where only `left-by-key` is written");
    private static final StepKey<Optional<Character>> CALLBACK =
            StepKey.optional(
                    "callback-key",
                    Shapes.key(),
                    "asks to be called back instead of waiting; `1` where only `callback-booked`"
                            + " is written. A caller who cannot be goes on waiting at the same"
                            + " place");
    private static final StepKey<String> ANSWERED =
            StepKey.required("on.answered", Shapes.unhurriedTarget(), "the talk is over");
    private static final StepKey<String> FULL =
            StepKey.required("on.full", Shapes.target(), "the queue takes nobody in");
    private static final StepKey<String> MAX_WAIT =
            StepKey.required(
                    "on.max-wait", Shapes.unhurriedTarget(), "the caller waited long enough");
    private static final StepKey<String> NO_AGENTS =
            StepKey.required("on.no-agents", Shapes.target(), "nobody serves the queue now");
    private static final StepKey<Optional<String>> CLOSED =
            StepKey.optional(
                    "on.closed",
                    Shapes.target(),
                    "somebody has closed the queue; as `no-agents` if it is not written");
    private static final StepKey<Optional<String>> LEFT =
            StepKey.optional(
                    "on.left-by-key",
                    Shapes.unhurriedTarget(),
                    "the leave key was pressed; must be there if `leave-key` is");
    private static final StepKey<Optional<String>> BOOKED =
            StepKey.optional(
                    "on.callback-booked",
                    Shapes.unhurriedTarget(),
                    "the caller is to be called back; must be there if `callback-key` is");
    private static final StepKey<Optional<String>> ABANDONED =
            StepKey.optional(
                    Step.CALLER_GONE,
                    Shapes.unhurriedTarget(),
                    "the caller hung up while waiting or talking: where the flow goes on without"
                            + " a caller, instead of `on-hang-up`");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Waits for an agent. It goes on when the talk is over, or when waiting came to"
                        + " nothing.",
                QUEUE,
                ANNOUNCE,
                MUSIC,
                LOST,
                TELL,
                TELL_AFTER,
                TELL_EVERY,
                TELL_AGAIN,
                OFFER,
                OFFER_ABOVE,
                QueueWants.SKILLS,
                QueueWants.PREFER,
                QueueWants.PREFER_FOR,
                LEAVE,
                CALLBACK,
                ANSWERED,
                FULL,
                MAX_WAIT,
                NO_AGENTS,
                CLOSED,
                LEFT,
                BOOKED,
                ABANDONED);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<QueueWait.Leaving> leave = key(step, LEAVE, LEFT, LEAVE_KEY);
        Optional<QueueWait.Leaving> callback = key(step, CALLBACK, BOOKED, CALLBACK_KEY);
        if (leave.isPresent()
                && leave.map(QueueWait.Leaving::key).equals(callback.map(QueueWait.Leaving::key))) {
            step.refuse(CALLBACK, "is the leave key too, expected another");
        }
        if (callback.isEmpty() && !step.get(OFFER).isEmpty()) {
            step.refuse(
                    OFFER, "offers what no key asks for, expected on.callback-booked beside it");
        }
        step.get(ABANDONED);
        return new QueueWait.Asked(
                new QueueName(step.get(QUEUE)),
                new QueueWait.Heard(step.get(ANNOUNCE), step.get(MUSIC), step.get(LOST)),
                telling(step),
                QueueWants.read(step),
                new QueueWait.Keys(leave, callback),
                new QueueWait.Ends(
                        step.get(ANSWERED),
                        step.get(FULL),
                        step.get(MAX_WAIT),
                        step.get(NO_AGENTS),
                        step.get(CLOSED)));
    }

    private static Telling.Wish telling(StepReader step) {
        Telling.What what = step.get(TELL);
        if (what != Telling.What.NOTHING) {
            step.says(SpeechKind.PLACE);
        }
        return new Telling.Wish(
                what,
                step.get(TELL_AFTER),
                step.get(TELL_EVERY),
                step.get(TELL_AGAIN),
                new Telling.Offer(step.get(OFFER), step.get(OFFER_ABOVE)));
    }

    private static Optional<QueueWait.Leaving> key(
            StepReader step,
            StepKey<Optional<Character>> key,
            StepKey<Optional<String>> outcome,
            char usual) {
        Optional<Character> pressed = step.keyTo(outcome, key, usual);
        return step.get(outcome)
                .flatMap(target -> pressed.map(own -> new QueueWait.Leaving(own, target)));
    }
}
