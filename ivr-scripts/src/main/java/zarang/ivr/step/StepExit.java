package zarang.ivr.step;

/**
 * Where a step can lead.
 *
 * @param target a step's name
 * @param quick whether it can be taken again and again without the caller having had time to act: a
 *     loop of nothing else is endless
 */
public record StepExit(String target, boolean quick) {}
