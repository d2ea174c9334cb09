package zarang.ivr.verb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.variable.Variable;

/**
 * A question to somebody outside: found, not found, too late, or failed. What was to be taken and
 * is not there becomes unknown; what is there and cannot be what its variable holds is an error.
 *
 * @param take where the value of each variable stands
 */
record OutsideLookUp(
        String service,
        Duration within,
        OutsideArguments arguments,
        Map<Variable, String> take,
        Ends ends)
        implements StepRun {
    /** Where it leads. */
    record Ends(String found, String notFound, String timeout, String error) {}

    /** Both services name what is taken so. */
    private static final String TAKE = HttpArguments.TAKE;

    static ScriptValue number(long number) {
        return new ScriptValue.Decimal(BigDecimal.valueOf(number));
    }

    /** The variables that a key names, which the step then sets. */
    static Map<Variable, String> take(StepReader step, StepKey<Map<String, String>> key) {
        Map<Variable, String> take = new LinkedHashMap<>();
        step.get(key)
                .forEach((name, place) ->
                        step.sets(key, name).ifPresent(variable -> take.put(variable, place)));
        return take;
    }

    @Override
    public Next enter(StepTools run) {
        Map<String, ScriptValue> all = new HashMap<>(arguments.filled(run));
        take.forEach((variable, place) -> {
            run.forget(variable);
            all.put(TAKE + variable.name(), new ScriptValue.Text(place));
        });
        run.tell(new ScriptCommand.Ask(service, all, within));
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        if (!(event instanceof ScriptEvent.Told(ServiceAnswer answer))) {
            return Next.STAY;
        }
        return new Next.GoTo(
                switch (answer) {
                    case ServiceAnswer.Given given -> given(given, run);
                    case ServiceAnswer.TimedOut late -> ends.timeout;
                    case ServiceAnswer.Failed failed -> ends.error;
                });
    }

    private String given(ServiceAnswer.Given given, StepTools run) {
        if (!given.outcome().equals(HttpArguments.FOUND)) {
            return ends.notFound;
        }
        Map<Variable, ScriptValue> taken = new LinkedHashMap<>();
        for (Variable variable : take.keySet()) {
            ScriptValue value = given.values().get(variable.name());
            if (value != null) {
                Optional<ScriptValue> fitting = TakenValues.as(variable.type(), value, run.zone());
                if (fitting.isEmpty()) {
                    return ends.error;
                }
                taken.put(variable, fitting.get());
            }
        }
        taken.forEach(run::set);
        return ends.found;
    }
}
