package zarang.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.rtcp.Conversation;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;

/**
 * Tells the far side how its audio arrives, and takes what it tells of ours: a leg's RTCP, on the
 * port above its RTP (RFC 3550 §11), every 5 s as §6.2 asks of two. The port is opened with the
 * first report, 2.5 s after the answer: a short call needs none. Reports are believed from the host
 * that the audio comes from alone, and go back where they came from, for a NAT may have moved that
 * port. Media loop only.
 */
final class LegReports implements LoopEar {
    private static final Logger log = LoggerFactory.getLogger(LegReports.class);

    private static final long INTERVAL_NANOS = 5_000_000_000L;

    /** RFC 3550 §6.3.1: the interval is drawn between half and one and a half, and made up for. */
    private static final double COMPENSATION = Math.E - 1.5;

    private static final int PORT_MAX = 0xFFFF;

    /** Reports taken at once: two ends need one in 5 s. */
    private static final int BATCH = 4;

    private final LoopTools tools;
    private final PortBinder binder;
    private final LegSocket rtp;
    private final int port;
    private final Conversation conversation;
    private final RtpSender sender;
    private final SourceLock lock;
    private final SplittableRandom random;
    private final String cname;

    private @Nullable DatagramChannel channel;
    private @Nullable InetSocketAddress remote;
    private int remotePort;

    /** Where reports came from. */
    private @Nullable InetSocketAddress heardFrom;

    private boolean sending;
    private long dueNanos;
    private boolean closed;

    /**
     * @param rtp where the leg's audio goes
     */
    LegReports(
            LoopTools tools,
            PortBinder binder,
            LegSocket rtp,
            Conversation conversation,
            RtpSender sender,
            SourceLock lock) {
        this.tools = tools;
        this.binder = binder;
        this.rtp = rtp;
        port = rtp.port() + 1;
        this.conversation = conversation;
        this.sender = sender;
        this.lock = lock;
        random = new SplittableRandom(sender.ssrc());
        cname = Long.toHexString(random.nextLong());
    }

    void agree(Agreement agreement) {
        conversation.clock(agreement.codec().clockHz());
        if (remote == null) {
            dueNanos = tools.nanos() + interval() / 2;
        }
        if (agreement.hasTarget()) {
            if (!agreement.remote().equals(remote)) {
                heardFrom = null;
            }
            remote = agreement.remote();
            remotePort = agreement.reportPort();
        }
        sending = true;
    }

    /** Reports, if it is time to. */
    void sweep(long nowNanos) {
        conversation.publish();
        if (!sending || nowNanos - dueNanos < 0) {
            return;
        }
        dueNanos = nowNanos + interval();
        if (channel == null && !isMuxed()) {
            open();
        }
        send(false, nowNanos);
    }

    private long interval() {
        return (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()) / COMPENSATION);
    }

    /** A port that another holds is tried again with the next report. */
    private void open() {
        DatagramChannel opened = binder.bind(port, tools.tally());
        if (opened == null) {
            return;
        }
        try {
            opened.register(tools.selector(), SelectionKey.OP_READ, this);
            channel = opened;
        } catch (IOException e) {
            PortBinder.close(opened, port);
        }
    }

    private void send(boolean last, long nowNanos) {
        InetSocketAddress to = target();
        DatagramChannel out = channel;
        if ((out == null && !isMuxed()) || to == null) {
            return;
        }
        ByteBuffer buffer = tools.outBuffer().clear();
        conversation.write(
                buffer, sender.ssrc(), sender.timestampAt(nowNanos), cname, last, nowNanos);
        try {
            tools.tally()
                    .add(
                            goes(out, buffer.flip(), to)
                                    ? MediaCount.REPORTS_SENT
                                    : MediaCount.SOCKET_FAILURES);
        } catch (IOException e) {
            tools.tally().add(MediaCount.SOCKET_FAILURES);
        } finally {
            buffer.clear();
        }
    }

    private boolean goes(@Nullable DatagramChannel own, ByteBuffer report, InetSocketAddress to)
            throws IOException {
        return (own == null || isMuxed()) ? rtp.report(report, to) : own.send(report, to) > 0;
    }

    /** Whether the far side takes reports where it takes the audio: RFC 5761. */
    private boolean isMuxed() {
        InetSocketAddress to = remote;
        return to != null && to.getPort() == remotePort;
    }

    private @Nullable InetSocketAddress target() {
        InetSocketAddress audio = audio();
        if (audio == null || isMuxed()) {
            return audio;
        }
        InetSocketAddress from = heardFrom;
        if (from != null && from.getAddress().equals(audio.getAddress())) {
            return from;
        }
        // RFC 3605, unless a NAT has moved the ports
        int to = audio.equals(remote) ? remotePort : audio.getPort() + 1;
        return to > PORT_MAX ? null : new InetSocketAddress(audio.getAddress(), to);
    }

    /** Who may report. */
    private @Nullable InetAddress host() {
        InetSocketAddress audio = audio();
        return audio == null ? null : audio.getAddress();
    }

    /** Where its audio comes from or, before any has come, is expected from. */
    private @Nullable InetSocketAddress audio() {
        InetSocketAddress locked = lock.locked();
        return locked == null ? remote : locked;
    }

    @Override
    public void read(long nowNanos) throws IOException {
        DatagramChannel in = channel;
        ByteBuffer buffer = tools.arrival().buffer;
        for (int i = 0; i < BATCH && in != null; i++) {
            buffer.clear();
            InetSocketAddress from = (InetSocketAddress) in.receive(buffer);
            if (from == null) {
                return;
            }
            tools.tally().add(take(from, buffer, nowNanos));
        }
    }

    private MediaCount take(InetSocketAddress from, ByteBuffer buffer, long nowNanos) {
        if (!from.getAddress().equals(host())) {
            return MediaCount.REPORTS_STRAY;
        }
        if (!conversation.read(buffer, buffer.position(), sender.ssrc(), nowNanos)) {
            return MediaCount.REPORTS_INVALID;
        }
        heardFrom = from;
        return MediaCount.REPORTS_RECEIVED;
    }

    /** What one report throws ends the reports, not the call. */
    @Override
    public void fail(Throwable cause) {
        log.warn("media.reports-broken port={} remedy=\"report this\"", port, cause);
        sending = false;
        shut();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Says goodbye to whom it reported to. Harmless when repeated. */
    void close() {
        if (!closed) {
            closed = true;
            conversation.publish();
            try {
                send(true, tools.nanos());
            } finally {
                shut();
            }
        }
    }

    private void shut() {
        if (channel != null) {
            PortBinder.close(channel, port);
            channel = null;
        }
    }
}
