package zarang.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import zarang.media.rtp.RtpPacket;

/**
 * Stages that production knows nothing of, in the places of SRTP's: each payload is XORed with a
 * byte and followed by a tag, and what comes without the tag is not heard.
 */
final class XorPath extends LegPath {
    static final byte KEY = 0x5A;
    static final int TAG = 0x2BAD_F00D;
    static final int TAG_BYTES = 4;

    @Override
    List<InputStage> input(LegParts leg) {
        List<InputStage> stages = new ArrayList<>(super.input(leg));
        stages.addFirst(new Opening());
        return stages;
    }

    @Override
    List<OutputStage> output(LegParts leg) {
        List<OutputStage> stages = new ArrayList<>(super.output(leg));
        stages.addFirst(new Sealing());
        return stages;
    }

    /** Seals a whole packet, as a phone would. */
    static byte[] sealed(byte[] packet) {
        ByteBuffer buffer = ByteBuffer.allocate(packet.length + TAG_BYTES).put(packet);
        xor(buffer, RtpPacket.HEADER_BYTES, packet.length);
        return buffer.putInt(packet.length, TAG).array();
    }

    static void xor(ByteBuffer buffer, int begin, int end) {
        for (int i = begin; i < end; i++) {
            buffer.put(i, (byte) (buffer.get(i) ^ KEY));
        }
    }

    private static final class Opening extends InputStage {
        @Override
        boolean pass(Arrival arrival) {
            int end = arrival.length - TAG_BYTES;
            if (end < RtpPacket.HEADER_BYTES || arrival.buffer.getInt(end) != TAG) {
                return false;
            }
            xor(arrival.buffer, RtpPacket.HEADER_BYTES, end);
            arrival.length = end;
            return true;
        }
    }

    private static final class Sealing extends OutputStage {
        @Override
        boolean pass(Departure departure) {
            ByteBuffer buffer = departure.buffer();
            xor(buffer, departure.begin + RtpPacket.HEADER_BYTES, departure.end);
            buffer.putInt(departure.end, TAG);
            departure.end += TAG_BYTES;
            return true;
        }
    }
}
