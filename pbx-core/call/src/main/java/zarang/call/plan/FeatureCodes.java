package zarang.call.plan;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an agent presses during a talk to hand its caller on, where its phone has no key for it. A
 * code is a star and digits; none begins with another one.
 *
 * @param transfer a number follows: whoever has it is rung for the caller (blind)
 * @param consult a number follows: the agent talks with whoever has it first (attended). Pressed
 *     again, the agent is back with the caller
 * @param conference while the agent consults: all three hear one another
 */
public record FeatureCodes(
        Optional<String> transfer, Optional<String> consult, Optional<String> conference) {
    /** Digits mean nothing. */
    public static final FeatureCodes NONE =
            new FeatureCodes(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether {@code digits} may become a code. */
    public boolean mayBecome(String digits) {
        return Stream.of(transfer, consult, conference)
                .flatMap(Optional::stream)
                .anyMatch(code -> code.startsWith(digits));
    }
}
