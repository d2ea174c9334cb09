package zarang.media.rtp;

import java.nio.ByteBuffer;

/** Makes packets for tests. */
final class Packets {
    final ByteBuffer buffer = ByteBuffer.allocate(200);
    private final RtpPacket packet = new RtpPacket();

    RtpPacket audio(int payloadType, int sequence, int timestamp, int ssrc) {
        return packet(payloadType, sequence, timestamp, ssrc, 160);
    }

    RtpPacket packet(int payloadType, int sequence, int timestamp, int ssrc, int length) {
        RtpPacket.write(buffer, 0, false, payloadType, sequence & 0xFFFF, timestamp, ssrc);
        if (!packet.read(buffer, 12 + length)) {
            throw new AssertionError();
        }
        return packet;
    }
}
