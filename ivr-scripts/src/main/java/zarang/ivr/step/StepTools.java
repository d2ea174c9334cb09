package zarang.ivr.step;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.Speech;
import zarang.ivr.variable.Variable;

/** What a run knows, and lends to the step at hand. */
public interface StepTools {
    void tell(ScriptCommand command);

    /** Plays these prompts in the flow's language. */
    void play(List<String> prompts);

    /** What the flow's language says for numbers, dates and the like; empty if it has no rules. */
    Optional<Speech> speech();

    String language();

    /** Whose day it is. */
    ZoneId zone();

    /** Sets one of the step's timers, replacing the one of that name. */
    void arm(String timer, Duration delay);

    void cancel(String timer);

    /** Keys that nobody has asked for yet. */
    TypedAhead typedAhead();

    boolean answered();

    /** The flow's own limits count from now: at the start and after a queue. */
    void startLimits();

    /** The flow's limits do not count in a queue or in a talk. */
    void suspendLimits();

    Optional<ScriptValue> value(Variable variable);

    /** What an expression is worth now; empty if that is not known. */
    default Optional<ScriptValue> value(Expression expression) {
        return expression.value(this::value);
    }

    /** Sets a variable to a value of its type; money takes a number too. */
    void set(Variable variable, ScriptValue value);

    /** From here on nothing is known of a variable. */
    void forget(Variable variable);
}
