package zarang.media;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sockets of the media range. Any thread. */
record PortBinder(MediaSettings settings) {
    private static final Logger log = LoggerFactory.getLogger(PortBinder.class);

    /** Half a second of G.711: more is too late to be of use. */
    private static final int SOCKET_BUFFER_BYTES = 32 * 1024;

    /** Expedited forwarding (RFC 3246), where the network honours it. */
    private static final int TRAFFIC_CLASS_EF = 0xB8;

    /**
     * A socket that does not block.
     *
     * @param tally of the calling thread
     * @return null when another process holds the port, or the machine gives no more sockets
     */
    @Nullable DatagramChannel bind(int port, LoopTally tally) {
        DatagramChannel channel = null;
        try {
            channel =
                    DatagramChannel.open(
                            settings.bind() instanceof Inet6Address
                                    ? StandardProtocolFamily.INET6
                                    : StandardProtocolFamily.INET);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS_EF);
            channel.bind(new InetSocketAddress(settings.bind(), port));
            return channel;
        } catch (BindException e) {
            tally.add(MediaCount.PORTS_TAKEN);
        } catch (IOException e) {
            tally.add(MediaCount.SOCKET_FAILURES);
            log.warn("media.bind-failed port={} error={}", port, e.toString());
        }
        if (channel != null) {
            close(channel, port);
        }
        return null;
    }

    /** Closes a socket of the range; one that cannot be is in the log. */
    static void close(DatagramChannel channel, int port) {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("media.close-failed port={} error={}", port, e.toString());
        }
    }
}
