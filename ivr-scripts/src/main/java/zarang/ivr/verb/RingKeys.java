package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.DialResult;
import zarang.call.script.RingWish;
import zarang.call.script.RingWish.Order;
import zarang.call.script.Screening;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;

/** The keys of verbs that ring somebody. */
final class RingKeys {
    private static final StepKey<Boolean> AT_ONCE =
            StepKey.usually(
                    "at-once",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "all ring at the same time, and the first to answer has the caller; otherwise"
                            + " one after the other");
    private static final StepKey<Duration> RING_TIME =
            StepKey.usually(
                    "ring-time",
                    Shapes.span(Duration.ofSeconds(5), Duration.ofMinutes(2)),
                    Duration.ofSeconds(20),
                    "20s",
                    "how long each is rung");
    private static final StepKey<Optional<String>> SHOWN =
            StepKey.optional(
                    "shown",
                    Shapes.name("number in quotes"),
                    "the number that is shown there, in quotes; without it the caller's own");
    private static final StepKey<Optional<String>> MUSIC =
            StepKey.optional(
                    "music",
                    Shapes.prompt(),
                    "what the caller hears meanwhile, round and round; without it a ringing tone");
    private static final StepKey<Boolean> DETECT =
            StepKey.usually(
                    "detect-answerer",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "a machine that answers is hung up on. A person hears nothing until it is told"
                            + " from one: about a second, 6 at most");
    private static final StepKey<List<String>> ANNOUNCE =
            StepKey.usually(
                    "announce",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "heard by whoever answers, who then takes the caller with the accept key or"
                            + " refuses with another (`rejected`); the caller hears the music"
                            + " meanwhile. Who presses nothing for 10 s is `no-answer`");
    private static final StepKey<Character> ACCEPT =
            StepKey.usually(
                    "accept-key", Shapes.key(), '1', "`1`", "takes the caller after `announce`");
    private static final StepKey<Optional<Character>> CANCEL =
            StepKey.optional(
                    "cancel-key",
                    Shapes.key(),
                    "ends the ringing; `*` where only `cancelled` is written");
    private static final StepKey<String> BUSY =
            StepKey.required("on.busy", Shapes.target(), "who was rung is busy");
    private static final StepKey<String> NO_ANSWER =
            StepKey.required("on.no-answer", Shapes.unhurriedTarget(), "nobody answered in time");
    private static final StepKey<String> REJECTED =
            StepKey.required("on.rejected", Shapes.target(), "who was rung said no");
    private static final StepKey<String> UNREACHABLE =
            StepKey.required(
                    "on.unreachable",
                    Shapes.target(),
                    "there is no way there, nobody by that number, or no rule of `agents.yaml`"
                            + " lets this flow dial it");
    private static final StepKey<Optional<String>> CANCELLED =
            StepKey.optional(
                    "on.cancelled",
                    Shapes.unhurriedTarget(),
                    "the cancel key was pressed; must be there if `cancel-key` is");
    private static final StepKey<Optional<String>> MACHINE =
            StepKey.optional(
                    "on.machine",
                    Shapes.unhurriedTarget(),
                    "a machine answered; without it as `no-answer`");

    private static final List<StepKey<?>> HOW =
            List.of(RING_TIME, SHOWN, MUSIC, ANNOUNCE, ACCEPT, CANCEL, DETECT);

    private RingKeys() {}

    /**
     * The keys of such a verb.
     *
     * @param who is rung
     * @param own outcomes of its own
     */
    static List<StepKey<?>> keys(StepKey<?> who, List<StepKey<?>> own) {
        List<StepKey<?>> keys = new ArrayList<>();
        keys.add(who);
        keys.add(AT_ONCE);
        keys.addAll(HOW);
        keys.addAll(own);
        keys.addAll(List.of(BUSY, NO_ANSWER, REJECTED, UNREACHABLE, CANCELLED, MACHINE));
        return keys;
    }

    /**
     * The keys of a verb that lets everybody in who answers.
     *
     * @param who is rung
     * @param own outcomes of its own
     */
    static List<StepKey<?>> together(StepKey<?> who, List<StepKey<?>> own) {
        List<StepKey<?>> keys = new ArrayList<>();
        keys.add(who);
        keys.addAll(HOW);
        keys.addAll(own);
        keys.add(CANCELLED);
        return keys;
    }

    static RingWish how(StepReader step) {
        return how(step, step.get(AT_ONCE) ? Order.AT_ONCE : Order.IN_TURN);
    }

    static RingWish how(StepReader step, Order order) {
        return new RingWish(
                order,
                step.get(RING_TIME),
                step.get(SHOWN),
                step.get(MUSIC).orElse("tone:ringback"),
                step.get(DETECT),
                screening(step));
    }

    private static Optional<Screening> screening(StepReader step) {
        char key = step.get(ACCEPT);
        return Optional.of(step.get(ANNOUNCE))
                .filter(prompts -> !prompts.isEmpty())
                .map(prompts -> new Screening(prompts, key));
    }

    /** Where the flow goes on if nobody talked with the caller. */
    static Map<DialResult, String> ends(StepReader step) {
        Map<DialResult, String> ends = new EnumMap<>(DialResult.class);
        ends.put(DialResult.BUSY, step.get(BUSY));
        String noAnswer = step.get(NO_ANSWER);
        ends.put(DialResult.NO_ANSWER, noAnswer);
        ends.put(DialResult.MACHINE, step.get(MACHINE).orElse(noAnswer));
        ends.put(DialResult.REJECTED, step.get(REJECTED));
        ends.put(DialResult.UNREACHABLE, step.get(UNREACHABLE));
        cancelled(step).ifPresent(exit -> ends.put(DialResult.CANCELLED, exit));
        return ends;
    }

    /** Where the flow goes on after that key. */
    static Optional<String> cancelled(StepReader step) {
        return step.get(CANCELLED);
    }

    /** The key that cancels. */
    static Optional<Character> cancel(StepReader step) {
        return step.keyTo(CANCELLED, CANCEL, '*');
    }
}
