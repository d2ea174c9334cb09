package zarang.ivr.verb;

import java.util.HashMap;
import java.util.Map;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.variable.SameText;

/** Values that a step chooses by, as {@link SameText} compares them. */
final class FoldedKeys {
    private FoldedKeys() {}

    /** The map of a key; two values that are one text are refused. */
    static Map<String, String> of(StepReader step, StepKey<Map<String, String>> key) {
        Map<String, String> folded = new HashMap<>();
        Map<String, String> first = new HashMap<>();
        step.get(key)
                .forEach((value, target) -> {
                    String same = SameText.folded(value);
                    String before = first.putIfAbsent(same, value);
                    if (before != null) {
                        step.refuse(
                                key,
                                "has '" + before + "' and '" + value + "', which are one text");
                    }
                    folded.put(same, target);
                });
        return folded;
    }
}
