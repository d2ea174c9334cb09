package zarang.call.recording;

/**
 * Where a media loop copies the audio of two bridged legs. Called by one media loop; must neither
 * wait nor allocate: what does not fit is counted and becomes silence.
 */
public interface RecordingSink {
    int CALLER = 0;
    int AGENT = 1;

    /** Swallows the audio of a talk that is not recorded. */
    RecordingSink NOWHERE =
            new RecordingSink() {
                @Override
                public void audio(
                        int side,
                        long arrivalNanos,
                        int rtpTimestamp,
                        int ssrc,
                        int payloadType,
                        byte[] buffer,
                        int offset,
                        int length) {}

                @Override
                public void finish() {}
            };

    /**
     * One RTP packet as it was heard.
     *
     * @param side {@link #CALLER} (left) or {@link #AGENT} (right)
     * @param arrivalNanos monotonic ns at reception
     * @param rtpTimestamp of the packet, in 1/8000 s, wraps at 2³²
     * @param ssrc a change means a new timestamp base
     * @param payloadType 0 PCMU or 8 PCMA
     * @param buffer holds the payload; only valid during the call
     */
    void audio(
            int side,
            long arrivalNanos,
            int rtpTimestamp,
            int ssrc,
            int payloadType,
            byte[] buffer,
            int offset,
            int length);

    /** No more audio comes. Harmless when repeated. */
    void finish();
}
