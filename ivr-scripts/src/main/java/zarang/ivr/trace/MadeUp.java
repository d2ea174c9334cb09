package zarang.ivr.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;

/** What stands in a trace for a secret: as long, of the same kind, and not derived from it. */
final class MadeUp {
    private static final int NINE = 9;

    private MadeUp() {}

    /**
     * A digit for a digit; other keys stay, as they end an entry.
     *
     * @param place of the key in the trace, from 0
     */
    static char key(char key, int place) {
        return Character.isDigit(key) ? (char) ('1' + place % NINE) : key;
    }

    /** The same outcome with other values. */
    static ServiceAnswer answer(ServiceAnswer answer) {
        if (!(answer instanceof ServiceAnswer.Given given)) {
            return answer;
        }
        Map<String, ScriptValue> values = new HashMap<>();
        given.values()
                .forEach((name, value) -> values.put(name, new ScriptValue.Text(text(value))));
        return new ServiceAnswer.Given(given.outcome(), values, Optional.empty());
    }

    private static String text(ScriptValue value) {
        StringBuilder made = new StringBuilder();
        String text = value.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            made.append(Character.isLetter(c) ? 'x' : key(c, i));
        }
        return made.toString();
    }
}
