package zarang.media;

/**
 * Reads the RTP header; what has none ends here. Before this stage is the place of whatever else
 * shares the port: STUN, DTLS and RTCP are told by their first byte (RFC 7983), SRTP is opened.
 */
final class HeaderStage extends InputStage {
    private final LoopTally tally;

    HeaderStage(LoopTally tally) {
        this.tally = tally;
    }

    @Override
    boolean pass(Arrival arrival) {
        if (arrival.packet.read(arrival.buffer, arrival.length)) {
            return true;
        }
        tally.add(MediaCount.PACKETS_INVALID);
        return false;
    }
}
