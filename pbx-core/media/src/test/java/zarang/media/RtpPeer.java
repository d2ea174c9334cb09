package zarang.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711;
import zarang.media.rtp.RtpPacket;

/** A phone's media, over a real socket on loopback. */
@RealTime
final class RtpPeer implements AutoCloseable {
    /** One packet that came. */
    @SuppressWarnings("ArrayRecordComponent") // nobody else holds it
    record Packet(
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            int ssrc,
            byte[] payload,
            InetSocketAddress from,
            long atNanos) {
        boolean isSilence() {
            if (payloadType != G711.PCMA && payloadType != G711.PCMU) {
                return false;
            }
            for (byte sample : payload) {
                if (sample != G711.silence(payloadType)) {
                    return false;
                }
            }
            return true;
        }

        short[] samples() {
            short[] samples = new short[payload.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = G711.toLinear(payloadType, payload[i]);
            }
            return samples;
        }
    }

    static final int FRAME = 160;
    private static final int PORT_MIN = 33_000;
    private static final int PORT_MAX = 38_000;

    private final DatagramSocket socket;
    private final int ssrc;
    private int sequence = 65_530;
    private int timestamp = -500;
    private int sampleAt;

    RtpPeer(int ssrc) throws IOException {
        socket = open();
        this.ssrc = ssrc;
    }

    /** On a port that no test gives to a session: who sprays those must not hear himself. */
    private static DatagramSocket open() throws IOException {
        List<DatagramSocket> others = new ArrayList<>();
        try {
            while (true) {
                DatagramSocket next = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                if (next.getLocalPort() < PORT_MIN || next.getLocalPort() > PORT_MAX) {
                    return next;
                }
                others.add(next);
            }
        } finally {
            others.forEach(DatagramSocket::close);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Sends the next 20 ms of a tone. */
    void sendTone(InetSocketAddress to, int payloadType, double hz) throws IOException {
        byte[] payload = new byte[FRAME];
        for (int i = 0; i < FRAME; i++, sampleAt++) {
            short sample = (short) (8000 * Math.sin(2 * Math.PI * hz * sampleAt / 8000));
            payload[i] =
                    payloadType == G711.PCMA
                            ? G711.linearToAlaw(sample)
                            : G711.linearToUlaw(sample);
        }
        send(to, payloadType, false, timestamp, payload);
        timestamp += FRAME;
    }

    /** Sends so much silence in one packet. */
    void sendSamples(InetSocketAddress to, int samples) throws IOException {
        send(to, G711.PCMA, false, timestamp, new byte[samples]);
        timestamp += samples;
    }

    /** Sends the next 20 ms of the sum of two tones. */
    void sendTones(InetSocketAddress to, double one, double other) throws IOException {
        byte[] payload = new byte[FRAME];
        for (int i = 0; i < FRAME; i++, sampleAt++) {
            double turn = 2 * Math.PI * sampleAt / 8000;
            double sum = Math.sin(one * turn) + Math.sin(other * turn);
            payload[i] = G711.linearToAlaw((short) (4000 * sum));
        }
        send(to, G711.PCMA, false, timestamp, payload);
        timestamp += FRAME;
    }

    /** The next 20 ms are lost on the way. */
    void skip() {
        sequence++;
        timestamp += FRAME;
        sampleAt += FRAME;
    }

    /** A silent frame with that sequence number, whatever was sent before. */
    void sendAgain(InetSocketAddress to, int payloadType, int number) throws IOException {
        sequence = number;
        send(to, payloadType, false, number * FRAME, new byte[FRAME]);
    }

    void sendEvent(InetSocketAddress to, int payloadType, int event, boolean end, int duration)
            throws IOException {
        byte[] payload = {
            (byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration
        };
        send(to, payloadType, duration <= FRAME, timestamp, payload);
    }

    /** Lets the clock of the stream go on. */
    void pass(int samples) {
        timestamp += samples;
    }

    void sendRaw(InetSocketAddress to, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
    }

    /** The next 20 ms of silence as a packet, to be sent by hand. */
    byte[] nextFrame(int payloadType) {
        ByteBuffer buffer = ByteBuffer.allocate(12 + FRAME);
        RtpPacket.write(buffer, 0, false, payloadType, sequence++, timestamp, ssrc);
        timestamp += FRAME;
        return buffer.array();
    }

    private void send(InetSocketAddress to, int payloadType, boolean marker, int at, byte[] payload)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(12 + payload.length);
        RtpPacket.write(buffer, 0, marker, payloadType, sequence++, at, ssrc);
        buffer.put(12, payload);
        sendRaw(to, buffer.array());
    }

    /** The next packet, which must come within {@code millis}. */
    Packet hear(int millis) throws IOException {
        Packet packet = poll(millis);
        if (packet == null) {
            throw new AssertionError("no packet within " + millis + " ms");
        }
        return packet;
    }

    /** The next packet within {@code millis}, or null. */
    @Nullable Packet poll(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
        try {
            socket.receive(datagram);
        } catch (SocketTimeoutException e) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(datagram.getData());
        RtpPacket packet = new RtpPacket();
        if (!packet.read(buffer, datagram.getLength())) {
            throw new AssertionError("not RTP: " + datagram.getLength() + " bytes");
        }
        byte[] payload = new byte[packet.payloadLength()];
        buffer.get(packet.payloadOffset(), payload);
        return new Packet(
                packet.marker(),
                packet.payloadType(),
                packet.sequence(),
                packet.timestamp(),
                packet.ssrc(),
                payload,
                (InetSocketAddress) datagram.getSocketAddress(),
                System.nanoTime());
    }

    /**
     * All that comes until nothing, or nothing but silence, has come for {@code quietMillis};
     * without the silence before and after.
     */
    List<Packet> hearAll(int quietMillis) throws IOException {
        List<Packet> all = new ArrayList<>();
        int voiced = 0;
        long until = System.nanoTime() + quietMillis * 1_000_000L;
        while (System.nanoTime() < until) {
            Packet packet = poll(quietMillis);
            if (packet == null) {
                break;
            }
            if (voiced == 0 && packet.isSilence()) {
                continue;
            }
            all.add(packet);
            if (!packet.isSilence()) {
                voiced = all.size();
                until = packet.atNanos() + quietMillis * 1_000_000L;
            }
        }
        return all.subList(0, voiced);
    }

    static short[] join(List<Packet> packets) {
        int length = packets.stream().mapToInt(p -> p.payload().length).sum();
        short[] samples = new short[length];
        int at = 0;
        for (Packet packet : packets) {
            System.arraycopy(packet.samples(), 0, samples, at, packet.payload().length);
            at += packet.payload().length;
        }
        return samples;
    }

    @Override
    public void close() {
        socket.close();
    }
}
