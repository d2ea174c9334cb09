package zarang.call;

import java.util.Optional;

/**
 * How the audio of one leg arrived.
 *
 * @param heard what came from the far side, as we measured it
 * @param sent packets that we sent there
 * @param said how those arrived, as the far side reported it; empty if it never did
 * @param roundTripMicros over the network, as last measured with the far side's reports
 */
public record AudioQuality(
        Stream heard, long sent, Optional<Stream> said, Optional<Long> roundTripMicros) {
    private static final double HUNDREDTHS = 100;

    /**
     * One direction.
     *
     * @param packets that arrived
     * @param lost that did not
     * @param jitterMicros RFC 3550 §6.4.1, at the end
     * @param mosHundredths what a listener would say of it: ITU-T G.107, 100 to 450
     */
    public record Stream(long packets, long lost, long jitterMicros, long mosHundredths) {
        /** 1 to 4.5. */
        public double mos() {
            return mosHundredths / HUNDREDTHS;
        }
    }
}
