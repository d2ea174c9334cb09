package zarang.call.engine;

import java.util.Map;

/**
 * A trunk as it is now, in words that an admin reads.
 *
 * @param name as the configuration names it
 * @param out where calls go out to, such as {@code sip:sip.provider.ir}; empty: they only come in
 * @param state {@code up}, {@code down} or {@code unknown}, as calls out see it
 * @param registration {@code registered}, {@code trying}, {@code refused} or {@code unreachable};
 *     {@code off}: it wants none
 * @param why the last failure, in words; empty if there is none to speak of
 * @param carried calls now, both ways
 * @param channels calls at once that it may carry; 0: nobody counts
 * @param outcomes calls out by what came of them, such as {@code answered}
 */
public record TrunkStatus(
        String name,
        String out,
        String state,
        String registration,
        String why,
        int carried,
        int channels,
        Map<String, Long> outcomes) {
    public TrunkStatus {
        outcomes = Map.copyOf(outcomes);
    }
}
