package zarang.sip.trunk;

/**
 * What a trunk may be burdened with.
 *
 * @param channels calls at once, both ways; 1 and up
 * @param callsPerSecond that are begun through it; 1 and up
 */
public record TrunkLimits(int channels, int callsPerSecond) {
    public TrunkLimits {
        if (channels < 1 || callsPerSecond < 1) {
            throw new IllegalArgumentException("a trunk carries at least one call");
        }
    }
}
