package zarang.ivr.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import zarang.ivr.step.Step;

/**
 * A script that callers go through. Immutable; a new version is a new flow.
 *
 * @param name such as {@code hotline}
 * @param language it speaks, such as {@code fa}
 * @param start the first step
 * @param steps by name, in the order they are written; {@code start} and every target is among them
 */
public record Flow(
        String name,
        String title,
        String language,
        String start,
        FlowLimits limits,
        Map<String, Step> steps) {
    public Flow {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
