package zarang.media;

import zarang.media.dtmf.DigitSender;
import zarang.media.rtp.RtpPacket;

/** Presses keys: telephone events (RFC 4733) in place of audio. */
final class DigitFrames extends FrameSource {
    private final LoopTools tools;
    private final PacketWriter writer;
    private final DigitSender digits = new DigitSender();

    DigitFrames(LoopTools tools, PacketWriter writer) {
        this.tools = tools;
        this.writer = writer;
    }

    /** Puts a key in line; false, and counted, if the far side takes none or too many wait. */
    boolean add(char digit, int durationMs) {
        boolean added = writer.takesEvents() && digits.add(digit, durationMs);
        if (!added) {
            tools.tally().add(MediaCount.DIGITS_REFUSED);
        }
        return added;
    }

    void clear() {
        digits.clear();
    }

    @Override
    boolean isDue() {
        return digits.isActive();
    }

    @Override
    void frame() {
        switch (digits.next(tools.outBuffer(), RtpPacket.HEADER_BYTES, writer.frameTicks())) {
            case FIRST -> {
                writer.sender().beginEvent();
                writer.event(/* first= */ true, DigitSender.PAYLOAD_BYTES);
                tools.tally().add(MediaCount.DIGITS_SENT);
            }
            case SEGMENT -> {
                writer.sender().beginEvent();
                writer.event(/* first= */ false, DigitSender.PAYLOAD_BYTES);
            }
            case NEXT -> writer.event(/* first= */ false, DigitSender.PAYLOAD_BYTES);
            case PAUSE -> writer.pause(1);
        }
    }
}
