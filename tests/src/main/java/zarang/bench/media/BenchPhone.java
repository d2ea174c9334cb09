package zarang.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import zarang.media.rtp.RtpPacket;

/** A phone that allocates nothing once it is connected: 20 ms of A-law or G.722 in, 20 ms out. */
final class BenchPhone implements AutoCloseable {
    static final int PCMA = 8;
    static final int FRAME = 160;

    private final DatagramChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + FRAME);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
    private final int ssrc;
    private int sequence;
    private int payloadType = PCMA;

    BenchPhone(int ssrc) throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        this.ssrc = ssrc;
    }

    DatagramChannel channel() {
        return channel;
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    void connect(InetSocketAddress to) throws IOException {
        channel.connect(to);
    }

    void connect(int port) throws IOException {
        connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Speaks under that number from here on.
     *
     * @param number of a codec with a byte for a sample
     */
    void speak(int number) {
        payloadType = number;
    }

    /** Sends a packet whose payload begins with {@code stamp}. */
    void send(long stamp) throws IOException {
        RtpPacket.write(out, 0, false, payloadType, sequence & 0xFFFF, sequence * FRAME, ssrc);
        sequence++;
        out.putLong(RtpPacket.HEADER_BYTES, stamp);
        out.clear();
        channel.write(out);
    }

    /** The stamp of the next packet; -1 when none waits. */
    long receive() throws IOException {
        in.clear();
        return channel.read(in) > 0 ? in.getLong(RtpPacket.HEADER_BYTES) : -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
