package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;

/**
 * How a step asks for keys: the keys of the verbs that do, and what was read of them.
 *
 * @param prompts the question
 * @param again the question when it is asked again
 * @param firstWithin from the end of the prompt to the first key
 * @param between from one key to the next
 * @param bargeIn whether a key ends the prompt
 * @param flush whether keys that were pressed before are forgotten
 * @param tries of both kinds together
 * @param kinds how each kind of failed try is treated
 */
record Asking(
        List<String> prompts,
        List<String> again,
        Duration firstWithin,
        Duration between,
        boolean bargeIn,
        boolean flush,
        int tries,
        Map<Failure, Tries> kinds) {
    static final StepKey<Duration> FIRST_WITHIN =
            StepKey.usually(
                    "digits.first-within",
                    Shapes.span(Duration.ofMillis(500), Duration.ofMinutes(1)),
                    Duration.ofSeconds(5),
                    "5s",
                    "from the end of the prompt to the first key");
    static final StepKey<Duration> BETWEEN =
            StepKey.usually(
                    "digits.between",
                    Shapes.span(Duration.ofMillis(200), Duration.ofSeconds(30)),
                    Duration.ofSeconds(2),
                    "2s",
                    "from one key to the next");
    static final StepKey<Boolean> BARGE_IN =
            StepKey.usually(
                    "digits.barge-in", Shapes.yesNo(), true, "true", "a key ends the prompt");
    static final StepKey<Integer> NO_INPUT_TRIES =
            StepKey.usually(
                    "tries.no-input",
                    Shapes.count(1, 10),
                    2,
                    "2",
                    "how often nothing may be pressed");
    static final StepKey<Integer> NO_MATCH_TRIES =
            StepKey.usually(
                    "tries.no-match",
                    Shapes.count(1, 10),
                    2,
                    "2",
                    "how often something wrong may be pressed");
    static final StepKey<Integer> TRIES =
            StepKey.usually("tries.total", Shapes.count(1, 10), 3, "3", "of all together");
    static final StepKey<List<String>> SORRY_NO_INPUT =
            StepKey.usually(
                    "sorry.no-input",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "before it is asked again because nothing was pressed; of a list the first for"
                            + " the first time, the second for the second, the last from then on");
    static final StepKey<List<String>> SORRY_NO_MATCH =
            StepKey.usually(
                    "sorry.no-match",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "before it is asked again because something wrong was pressed; a list as for"
                            + " `sorry.no-input`");
    static final StepKey<List<String>> AGAIN =
            StepKey.usually(
                    "again",
                    Shapes.prompts(),
                    List.of(),
                    "the question",
                    "what is asked from the second time on, such as a shorter question");
    static final StepKey<Boolean> FLUSH =
            StepKey.usually(
                    "flush",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "forget the keys that were pressed before the question");

    /** Why a try failed; the words are those of the outcomes. */
    enum Failure {
        NO_INPUT("no-input"),
        NO_MATCH("no-match"),
        TOO_SHORT("too-short");

        final String word;

        Failure(String word) {
            this.word = word;
        }
    }

    /**
     * How a kind of failed try is treated.
     *
     * @param limit 1-10
     * @param sorry played before it is asked again: the first for the first failure, and so on
     * @param target where it leads at last
     */
    record Tries(int limit, List<String> sorry, String target) {
        /** What is said about the failure of this number, from 1. */
        Optional<String> sorry(int failed) {
            return sorry.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sorry.get(Math.min(failed, sorry.size()) - 1));
        }
    }

    /** These keys, after those of the verb's own question. */
    static List<StepKey<?>> keys(StepKey<?> question, List<StepKey<?>> own) {
        List<StepKey<?>> keys = new ArrayList<>();
        keys.add(question);
        keys.addAll(
                List.of(
                        FIRST_WITHIN,
                        BETWEEN,
                        BARGE_IN,
                        NO_INPUT_TRIES,
                        NO_MATCH_TRIES,
                        TRIES,
                        SORRY_NO_INPUT,
                        SORRY_NO_MATCH,
                        AGAIN,
                        FLUSH));
        keys.addAll(own);
        return keys;
    }

    /**
     * What a step says.
     *
     * @param target where a kind of failure leads
     */
    static Asking read(
            StepReader step, StepKey<List<String>> question, Function<Failure, String> target) {
        Tries noInput =
                new Tries(
                        step.get(NO_INPUT_TRIES),
                        step.get(SORRY_NO_INPUT),
                        target.apply(Failure.NO_INPUT));
        int wrong = step.get(NO_MATCH_TRIES);
        List<String> sorry = step.get(SORRY_NO_MATCH);
        List<String> prompts = step.get(question);
        List<String> again = step.get(AGAIN);
        return new Asking(
                prompts,
                again.isEmpty() ? prompts : again,
                step.get(FIRST_WITHIN),
                step.get(BETWEEN),
                step.get(BARGE_IN),
                step.get(FLUSH),
                step.get(TRIES),
                Map.of(
                        Failure.NO_INPUT,
                        noInput,
                        Failure.NO_MATCH,
                        new Tries(wrong, sorry, target.apply(Failure.NO_MATCH)),
                        Failure.TOO_SHORT,
                        new Tries(wrong, sorry, target.apply(Failure.TOO_SHORT))));
    }
}
