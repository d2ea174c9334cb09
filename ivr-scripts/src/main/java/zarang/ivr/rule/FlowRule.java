package zarang.ivr.rule;

import zarang.yaml.FindingRule;

/**
 * What a flow holds to beyond what every YAML file does. Each has an example that breaks it in the
 * tests.
 */
public enum FlowRule implements FindingRule {
    NO_SUCH_STEP("no-such-step", "Wherever the flow can go on, there is a step of that name."),
    MISSING_OUTCOME("missing-outcome", "Every outcome of a step leads somewhere."),
    UNREACHABLE_STEP("unreachable-step", "A way leads from the start to every step."),
    ENDLESS_LOOP(
            "endless-loop",
            "A loop asks the caller, or takes the caller's time: put a menu into it."),
    NO_SUCH_VARIABLE("no-such-variable", "A variable that is spoken of is one that there is."),
    UNSET_VARIABLE(
            "unset-variable", "A variable is set by a step on the way to the one that uses it."),
    BAD_EXPRESSION(
            "bad-expression",
            "An expression can be read, and its values are of types that go together."),
    TELLS_SECRET("tells-secret", "A secret goes only into variables that are secret."),
    NO_SUCH_FLOW("no-such-flow", "A flow that is called is in the folder."),
    SUB_FLOW(
            "sub-flow",
            "A flow is called with what it asks for, gives what it has, and returns what it"
                    + " declares."),
    NEEDS_CALLER("needs-caller", "Steps after the caller has hung up need no caller."),
    NO_SUCH_QUEUE("no-such-queue", "A queue is one of queues.yaml."),
    NO_SUCH_CALENDAR("no-such-calendar", "A calendar is one of calendars.yaml."),
    NO_SUCH_SECRET("no-such-secret", "A secret of a header is one of script-http.secrets."),
    NO_SUCH_PROMPT("no-such-prompt", "A prompt is there in every language that callers hear."),
    UNPLAYABLE_PROMPT("unplayable-prompt", "A prompt's file can be played."),
    NO_PROMPTS("no-prompts", "There is a folder of prompts for the language."),
    NUMBER_WORDS("number-words", "The words of numbers are there where numbers are spoken."),
    STEP("step-rule", "A step's keys fit each other."),
    DUPLICATE_FLOW("duplicate-flow", "Each flow of a folder has a name of its own."),
    NUMBER_WITHOUT_FLOW("number-without-flow", "The flow that a number runs is in the folder.");

    private final String id;
    private final String meaning;

    FlowRule(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
