package zarang.ivr.step;

/**
 * The verb of a step.
 *
 * @param name as it is written
 * @param afterHangUp whether it makes sense after the caller has hung up
 */
public record StepVerb(String name, boolean afterHangUp) {}
