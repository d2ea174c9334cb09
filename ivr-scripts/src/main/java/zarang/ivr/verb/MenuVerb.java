package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * {@code menu}: play, hear keys, choose; ask again while there are tries left. The last try's kind
 * names the outcome.
 *
 * <p>A key that arrives exactly at the limit counts: the timers are set to the limit plus {@link
 * #GRACE}, and the control loop handles a key that was posted before a timer fired before that
 * timer. Keys typed ahead are the menu's first keys; with barge-in its prompt is then not played.
 * After a choice that does not exist, keys that were typed ahead of the question are forgotten.
 */
final class MenuVerb implements IvrVerb {
    private static final Duration GRACE = Duration.ofMillis(1);
    private static final String NO_INPUT = "no-input";
    private static final String NO_MATCH = "no-match";

    private static final StepKey<List<String>> MENU =
            StepKey.required("menu", Shapes.prompts(), "what can be chosen");
    private static final StepKey<Duration> FIRST_WITHIN =
            StepKey.usually(
                    "digits.first-within",
                    Shapes.span(Duration.ofMillis(500), Duration.ofMinutes(1)),
                    Duration.ofSeconds(5),
                    "5s",
                    "from the end of the prompt to the first key");
    private static final StepKey<Duration> BETWEEN =
            StepKey.usually(
                    "digits.between",
                    Shapes.span(Duration.ofMillis(200), Duration.ofSeconds(30)),
                    Duration.ofSeconds(2),
                    "2s",
                    "from one key to the next");
    private static final StepKey<Boolean> BARGE_IN =
            StepKey.usually(
                    "digits.barge-in", Shapes.yesNo(), true, "true", "a key ends the prompt");
    private static final StepKey<Integer> NO_INPUT_TRIES =
            StepKey.usually(
                    "tries.no-input",
                    Shapes.count(1, 10),
                    2,
                    "2",
                    "how often nothing may be pressed");
    private static final StepKey<Integer> NO_MATCH_TRIES =
            StepKey.usually(
                    "tries.no-match",
                    Shapes.count(1, 10),
                    2,
                    "2",
                    "how often a wrong choice may be made");
    private static final StepKey<Integer> TRIES =
            StepKey.usually("tries.total", Shapes.count(1, 10), 3, "3", "of both together");
    private static final StepKey<Boolean> FLUSH =
            StepKey.usually(
                    "flush",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "forget the keys that were pressed before the menu");
    private static final StepKey<Optional<String>> SORRY_NO_INPUT =
            StepKey.optional(
                    "sorry.no-input",
                    Shapes.prompt(),
                    "before the menu is repeated because nothing was pressed");
    private static final StepKey<Optional<String>> SORRY_NO_MATCH =
            StepKey.optional(
                    "sorry.no-match",
                    Shapes.prompt(),
                    "before the menu is repeated because the choice does not exist");
    private static final StepKey<Map<String, String>> CHOICES =
            StepKey.required(
                    "on.*",
                    Shapes.each(
                            Shapes.unhurriedTarget(),
                            Shapes.schema(
                                    "minProperties",
                                    3,
                                    "maxProperties",
                                    102,
                                    Shapes.EXPECTED,
                                    "choices such as \"1\": sales, and no-input and no-match",
                                    "propertyNames",
                                    Shapes.schema(
                                            "pattern",
                                            "^([0-9*#A-D]{1,10}|no-input|no-match)$",
                                            Shapes.EXPECTED,
                                            "1 to 10 keys of 0-9, *, #, A-D, or no-input or"
                                                    + " no-match")),
                            Set.of(NO_INPUT, NO_MATCH)),
                    "a choice: 1 to 10 keys of 0–9, `*`, `#`, A–D, in quotes; up to 100 choices");
    private static final StepKey<String> ON_NO_INPUT =
            StepKey.required("on.no-input", Shapes.unhurriedTarget(), "nothing was pressed");
    private static final StepKey<String> ON_NO_MATCH =
            StepKey.required(
                    "on.no-match", Shapes.unhurriedTarget(), "what was pressed is no choice");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Lets the caller choose by keys. The CRM hears the outcome as `ivr.input`: the"
                        + " choice, `no-input` or `no-match`.",
                MENU,
                FIRST_WITHIN,
                BETWEEN,
                BARGE_IN,
                NO_INPUT_TRIES,
                NO_MATCH_TRIES,
                TRIES,
                SORRY_NO_INPUT,
                SORRY_NO_MATCH,
                FLUSH,
                CHOICES,
                ON_NO_INPUT,
                ON_NO_MATCH);
    }

    @Override
    public StepRun read(StepReader step) {
        Hearing hearing =
                new Hearing(
                        step.get(FIRST_WITHIN),
                        step.get(BETWEEN),
                        step.get(BARGE_IN),
                        step.get(FLUSH));
        Tries noInput =
                new Tries(
                        step.get(NO_INPUT_TRIES), step.get(SORRY_NO_INPUT), step.get(ON_NO_INPUT));
        Tries noMatch =
                new Tries(
                        step.get(NO_MATCH_TRIES), step.get(SORRY_NO_MATCH), step.get(ON_NO_MATCH));
        return new Menu(
                step.name(),
                step.get(MENU),
                hearing,
                noInput,
                noMatch,
                step.get(TRIES),
                step.get(CHOICES));
    }

    /**
     * How keys are heard.
     *
     * @param flush forget the keys that were pressed before
     */
    private record Hearing(
            Duration firstWithin, Duration between, boolean bargeIn, boolean flush) {}

    /**
     * How a kind of failed try is treated.
     *
     * @param limit 1–10
     * @param sorry played before the menu is repeated
     * @param target where it leads at last
     */
    private record Tries(int limit, Optional<String> sorry, String target) {}

    private record Menu(
            String name,
            List<String> announcement,
            Hearing hearing,
            Tries noInput,
            Tries noMatch,
            int tries,
            Map<String, String> choices)
            implements StepRun {
        @Override
        public StepRun begin() {
            return new Run(this);
        }

        @Override
        public Next enter(StepTools run) {
            return begin().enter(run);
        }
    }

    private static final class Run implements StepRun {
        private static final String FIRST_DIGIT = "first-digit";
        private static final String NEXT_DIGIT = "next-digit";

        private final Menu menu;
        private final MenuChoice choice;
        private boolean playing;
        private int noInputs;
        private int noMatches;

        Run(Menu menu) {
            this.menu = menu;
            this.choice = new MenuChoice(menu.choices.keySet());
        }

        @Override
        public Next enter(StepTools run) {
            if (menu.hearing.flush) {
                run.typedAhead().clear();
            }
            return ask(Optional.empty(), run);
        }

        private Next ask(Optional<String> sorry, StepTools run) {
            choice.clear();
            if (menu.hearing.bargeIn && !run.typedAhead().isEmpty()) {
                return hear(run);
            }
            List<String> prompts = new ArrayList<>();
            sorry.ifPresent(prompts::add);
            prompts.addAll(menu.announcement);
            playing = true;
            run.play(prompts);
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (!playing || !(event instanceof ScriptEvent.PlayFinished)) {
                return Next.STAY;
            }
            playing = false;
            if (!run.typedAhead().isEmpty()) {
                return hear(run);
            }
            run.arm(FIRST_DIGIT, menu.hearing.firstWithin.plus(GRACE));
            return Next.STAY;
        }

        @Override
        public Next onDigit(char digit, StepTools run) {
            run.typedAhead().add(digit);
            if (playing && !menu.hearing.bargeIn) {
                return Next.STAY;
            }
            if (playing) {
                playing = false;
                run.tell(new ScriptCommand.StopPlay());
            }
            run.cancel(FIRST_DIGIT);
            run.cancel(NEXT_DIGIT);
            return hear(run);
        }

        private Next hear(StepTools run) {
            while (!run.typedAhead().isEmpty()) {
                MenuChoice.Verdict verdict = choice.press(run.typedAhead().take());
                if (!(verdict instanceof MenuChoice.Verdict.Open)) {
                    return decide(verdict, run);
                }
            }
            run.arm(NEXT_DIGIT, menu.hearing.between.plus(GRACE));
            return Next.STAY;
        }

        @Override
        public Next onTimer(String timer, StepTools run) {
            if (timer.equals(NEXT_DIGIT)) {
                return decide(choice.end(), run);
            }
            noInputs++;
            return again(noInputs, menu.noInput, NO_INPUT, run);
        }

        private Next decide(MenuChoice.Verdict verdict, StepTools run) {
            if (verdict instanceof MenuChoice.Verdict.Chosen(String keys)) {
                return leave(keys, menu.choices.getOrDefault(keys, menu.noMatch.target), run);
            }
            noMatches++;
            run.typedAhead().clear();
            return again(noMatches, menu.noMatch, NO_MATCH, run);
        }

        private Next again(int failed, Tries kind, String outcome, StepTools run) {
            boolean spent = failed >= kind.limit || noInputs + noMatches >= menu.tries;
            return spent ? leave(outcome, kind.target, run) : ask(kind.sorry, run);
        }

        private Next leave(String outcome, String target, StepTools run) {
            run.tell(new ScriptCommand.NoteInput(menu.name, outcome));
            return new Next.GoTo(target);
        }
    }
}
