package zarang.sip.transport;

import static java.util.Objects.requireNonNull;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.vertx.core.Vertx;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.spi.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x with loops that sleep until a timer is due. Those of Netty 4.2 round the wait for it to
 * the nearest millisecond, and where less than half of one is left they look at the sockets again
 * and again: a quarter of the control loop's CPU at 400 calls a second (ADR 0040). Here a wait is
 * rounded up, so a timer is up to 1 ms late.
 */
public final class SleepingLoops extends NioTransport {
    /** What, put onto a wait, makes Netty round it up. */
    private static final long ROUND_UP_NANOS = 499_999;

    private SleepingLoops() {}

    /** A new Vert.x. Any thread. */
    public static Vertx vertx() {
        return Vertx.builder().withTransport(new Choice()).build();
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        IoHandlerFactory nio = super.ioHandlerFactory();
        return executor -> new Handler(nio.newHandler(executor));
    }

    private static final class Choice implements io.vertx.core.transport.Transport {
        @Override
        public String name() {
            return NIO.name();
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Throwable unavailabilityCause() {
            return NIO.unavailabilityCause();
        }

        @Override
        public Transport implementation() {
            return new SleepingLoops();
        }
    }

    /** Netty's handler of sockets, which is shown longer waits. The loop's thread, as there. */
    private static final class Handler implements IoHandler {
        private final IoHandler nio;
        private final LongerWaits waits = new LongerWaits();

        Handler(IoHandler nio) {
            this.nio = nio;
        }

        @Override
        public int run(IoHandlerContext context) {
            waits.loop = context;
            return nio.run(waits);
        }

        @Override
        public void initialize() {
            nio.initialize();
        }

        @Override
        public void prepareToDestroy() {
            nio.prepareToDestroy();
        }

        @Override
        public void destroy() {
            nio.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return nio.register(handle);
        }

        @Override
        public void wakeup() {
            nio.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return nio.isCompatible(type);
        }
    }

    private static final class LongerWaits implements IoHandlerContext {
        private @Nullable IoHandlerContext loop;

        private IoHandlerContext loop() {
            return requireNonNull(loop);
        }

        @Override
        public boolean canBlock() {
            return loop().canBlock();
        }

        @Override
        public long delayNanos(long now) {
            long wait = loop().delayNanos(now);
            return wait <= 0 || wait == Long.MAX_VALUE ? wait : wait + ROUND_UP_NANOS;
        }

        @Override
        public long deadlineNanos() {
            return loop().deadlineNanos();
        }

        @Override
        public void reportActiveIoTime(long nanos) {
            loop().reportActiveIoTime(nanos);
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return loop().shouldReportActiveIoTime();
        }
    }
}
