package zarang.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.SipCodec;
import zarang.sip.source.LogLimit;

/**
 * One UDP socket on the control loop.
 *
 * <p>A Netty channel and not Vert.x's DatagramSocket: that one cuts datagrams at 2,048 bytes, which
 * SIP messages exceed, and looks the host name up for each packet it sends.
 */
final class UdpSocket {
    private static final Logger log = LoggerFactory.getLogger(UdpSocket.class);

    private final VertxControlLoop loop;
    private final Channel channel;
    private final TransportTally tally;
    private final LogLimit unsent;

    private UdpSocket(VertxControlLoop loop, Channel channel, TransportTally tally) {
        this.loop = loop;
        this.channel = channel;
        this.tally = tally;
        this.unsent = new LogLimit(loop::nanos);
    }

    /** Binds; completes on the loop. */
    static CompletionStage<UdpSocket> open(
            VertxControlLoop loop,
            InetSocketAddress address,
            DatagramReceiver receiver,
            TransportSettings settings,
            TransportTally tally) {
        CompletableFuture<UdpSocket> opened = new CompletableFuture<>();
        ChannelFuture bound =
                new Bootstrap()
                        .group(loop.thread())
                        .channelFactory(loop.vertx().transport().datagramChannelFactory())
                        .option(ChannelOption.SO_RCVBUF, settings.udpBuffer())
                        .option(ChannelOption.SO_SNDBUF, settings.udpBuffer())
                        .option(ChannelOption.IP_TOS, Dscp.SIGNALLING_TOS)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(SipCodec.MESSAGE_MAX)
                                        .maxMessagesPerRead(DatagramReceiver.READ_AT_ONCE))
                        .handler(receiver)
                        .bind(address);
        bound.addListener(done -> {
            if (done.isSuccess()) {
                opened.complete(new UdpSocket(loop, bound.channel(), tally));
            } else {
                opened.completeExceptionally(done.cause());
            }
        });
        return opened;
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    void send(byte[] message, InetSocketAddress to, Runnable failed) {
        tally.sent++;
        channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), to))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        tally.sendFailures++;
                        notSent(to, done.cause());
                        loop.post(failed);
                    }
                });
    }

    /** A Contact with port 0, a broadcast address, no route: one line for each peer and minute. */
    private void notSent(InetSocketAddress to, Throwable cause) {
        unsent.of(to.getAddress())
                .ifPresent(times ->
                        log.warn(
                                "sip.send-failed protocol=udp to={} error=\"{}\" times={}",
                                to.getAddress().getHostAddress(),
                                cause.toString(),
                                times));
    }

    void close() {
        channel.close().addListener(done -> log.debug("sip.closed protocol=udp"));
    }
}
