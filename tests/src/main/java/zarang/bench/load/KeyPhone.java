package zarang.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.RealTime;

/** The audio of a caller who presses keys and listens for what is no silence. */
@RealTime
final class KeyPhone {
    private static final int HEADER_BYTES = 12;
    private static final int PACKET_MAX = 1_500;
    private static final byte VERSION_2 = (byte) 0x80;
    private static final byte DIGITS = 101;
    private static final byte MARKED_DIGITS = (byte) (0x80 | DIGITS);

    /** That the key is up again, and 10 dBm0. */
    private static final byte END = (byte) 0x8A;

    private static final short DURATION = 800;

    private final DatagramChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(PACKET_MAX);
    private final ByteBuffer out = ByteBuffer.allocateDirect(HEADER_BYTES + 4);
    private SipUser.@Nullable Call call;
    private short sequence;
    private int stamp;
    private long dueAt;
    private long pressedAt;
    private boolean waiting;

    KeyPhone() throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    DatagramChannel channel() {
        return channel;
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * It is answered.
     *
     * @param first when it presses, monotonic ns
     */
    void connect(SipUser.Call answered, long first) {
        call = answered;
        dueAt = first;
    }

    SipUser.Call call() {
        if (call == null) {
            throw new IllegalStateException("not answered");
        }
        return call;
    }

    boolean isDue(long now) {
        return now - dueAt >= 0;
    }

    /** Whether it has heard nothing since it pressed. */
    boolean isWaiting() {
        return waiting;
    }

    /** Presses 1: the end of the key three times, as RFC 4733 §2.5.1.4 has it. */
    void press(long now, long next) throws IOException {
        dueAt = next;
        pressedAt = now;
        waiting = true;
        stamp += DURATION;
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), call().audioPort);
        for (int i = 0; i < 3; i++) {
            out.clear();
            out.put(VERSION_2).put(i == 0 ? MARKED_DIGITS : DIGITS).putShort(sequence++);
            out.putInt(stamp).putInt(port());
            out.put((byte) 1).put(END).putShort(DURATION).flip();
            channel.send(out, server);
        }
    }

    /** Reads what has come; ns since the key if it is the first that is no silence. */
    OptionalLong read() throws IOException {
        OptionalLong delay = OptionalLong.empty();
        for (in.clear(); channel.receive(in) != null; in.clear()) {
            in.flip();
            if (waiting && isSound()) {
                waiting = false;
                delay = OptionalLong.of(System.nanoTime() - pressedAt);
            }
        }
        return delay;
    }

    /** A fill-in for silence is one byte again and again. */
    private boolean isSound() {
        for (int i = HEADER_BYTES + 1; i < in.limit(); i++) {
            if (in.get(i) != in.get(HEADER_BYTES)) {
                return true;
            }
        }
        return false;
    }
}
