package zarang.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.loop.CommandQueue;
import zarang.media.loop.PacingWheel;
import zarang.media.port.PortPool;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.Strangers;

/**
 * One media thread: a selector, the sessions on it, and their pacing. Runs on its own platform
 * thread; {@link #post} and {@link #stop} are for any.
 *
 * <p>One turn: wait until a packet, a message or the next frame is due; hand out packets; send due
 * frames; run messages; sometimes sweep; rest for what is left of a millisecond. Nothing in it
 * allocates for a packet, and whatever one session throws ends that session alone.
 */
final class MediaLoop implements Runnable {
    /** Something to do for a leg. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** A socket on the loop. */
    interface Ear {
        /** Takes what has come. */
        void read(long nowNanos) throws IOException;

        /** It threw. */
        void fail(Throwable cause);

        boolean isClosed();
    }

    private record Command(Ear ear, Action action) {}

    /**
     * @param session whether a session ended, rather than a decoy
     */
    private record Closed(int port, boolean rests, boolean session) {}

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

    private static final int BUFFER_BYTES = 2048;

    /** Messages run before packets have their turn again. */
    private static final int COMMANDS_AT_ONCE = 256;

    /** How often silence and closing are looked after: 250 ms. */
    private static final long SWEEP_NANOS = 250_000_000;

    private static final long MILLI_NANOS = 1_000_000;

    /**
     * Turns begin at least this far apart: 1 ms. What comes meanwhile is taken in one go, since to
     * wake up costs more than to relay a packet (ADR 0012). A lone call never waits for it.
     */
    private static final long TURN_NANOS = 1_000_000;

    /** Packets of one leg taken in one turn: what a stall of 320 ms leaves. */
    private static final int PACKETS_AT_ONCE = 16;

    private final Selector selector;
    private final LongSupplier nanos;
    private final PortPool ports;
    private final Strangers strangers;
    private final long silenceNanos;
    private final long holdNanos;
    private final CommandQueue<Command> commands;
    private final AtomicBoolean wakeUpDue = new AtomicBoolean();
    private final PacingWheel wheel = new PacingWheel();
    private final LoopTally tally = new LoopTally();
    private final List<MediaLeg> legs = new ArrayList<>();

    /** Closed sockets that the selector still holds: the kernel frees their ports later. */
    private final ArrayDeque<Closed> closing = new ArrayDeque<>();

    private final Consumer<SelectionKey> ready = this::ready;

    private final ByteBuffer inBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer outBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] tapBuffer = new byte[BUFFER_BYTES];
    private final RtpPacket packet = new RtpPacket();

    private long sweepDueNanos;
    private volatile boolean stopping;

    /**
     * @param nanos the monotonic clock
     */
    MediaLoop(MediaSettings settings, PortPool ports, Strangers strangers, LongSupplier nanos)
            throws IOException {
        selector = Selector.open();
        this.nanos = nanos;
        this.ports = ports;
        this.strangers = strangers;
        silenceNanos = settings.silenceTimeout().toNanos();
        holdNanos = settings.holdTimeout().toNanos();
        commands = new CommandQueue<>(settings.commandQueue());
    }

    /**
     * Runs {@code action} on the loop, unless the ear has closed by then; what it throws breaks the
     * ear. Any thread.
     *
     * @return false when the loop has ended or too many messages wait: refused
     */
    boolean post(Ear ear, Action action) {
        if (stopping || !commands.offer(new Command(ear, action))) {
            return false;
        }
        if (!wakeUpDue.getAndSet(true)) {
            selector.wakeup();
        }
        return true;
    }

    /** Closes all sessions and ends the thread soon. Any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        sweepDueNanos = nanos() + SWEEP_NANOS;
        try {
            while (!stopping) {
                long began = nanos();
                turn();
                rest(TURN_NANOS - (nanos() - began));
            }
        } catch (IOException e) {
            log.error("media.loop-ended remedy=\"restart: its calls are lost\"", e);
            stopping = true;
            for (MediaLeg leg : List.copyOf(legs)) {
                leg.fail(e);
            }
        }
        runCommands(Integer.MAX_VALUE);
        for (MediaLeg leg : List.copyOf(legs)) {
            leg.close();
        }
        try {
            selector.close();
        } catch (IOException e) {
            log.warn("media.selector-close-failed error={}", e.toString());
        }
        giveBack(closing.size());
    }

    private void turn() throws IOException {
        long now = nanos();
        int closed = closing.size();
        long wait = wheel.untilDue(now, Math.max(0, sweepDueNanos - now));
        int heard =
                wait > 0
                        ? selector.select(ready, (wait + MILLI_NANOS - 1) / MILLI_NANOS)
                        : selector.selectNow(ready);
        for (int i = 1; heard > 0 && i < PACKETS_AT_ONCE; i++) {
            heard = selector.selectNow(ready);
        }
        giveBack(closed);
        pace(nanos());
        if (wakeUpDue.getAndSet(false)) {
            runCommands(COMMANDS_AT_ONCE);
        }
        if (nanos() - sweepDueNanos >= 0) {
            sweep();
        }
    }

    private static void rest(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void pace(long now) {
        for (PacingWheel.Entry entry = wheel.poll(now); entry != null; entry = wheel.poll(now)) {
            wheel.turn(entry, now);
        }
    }

    private void ready(SelectionKey key) {
        Ear ear = (Ear) key.attachment();
        try {
            ear.read(nanos());
        } catch (IOException | RuntimeException | AssertionError e) {
            ear.fail(e);
        }
    }

    private void runCommands(int most) {
        for (int i = 0; i < most; i++) {
            Command command = commands.poll();
            if (command == null) {
                return;
            }
            Ear ear = command.ear();
            if (!ear.isClosed()) {
                run(ear, command.action());
            }
        }
        wakeUpDue.set(true);
        selector.wakeup();
    }

    private void run(Ear ear, Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException | AssertionError e) {
            ear.fail(e);
        }
    }

    private void sweep() {
        long now = nanos();
        sweepDueNanos = now + SWEEP_NANOS;
        for (int i = legs.size() - 1; i >= 0; i--) {
            MediaLeg leg = legs.get(i);
            if (leg.isCloseAsked()) {
                leg.close();
            } else {
                sweep(leg, now);
            }
        }
    }

    private void sweep(MediaLeg leg, long now) {
        try {
            leg.input().checkSilence(now, silenceNanos, holdNanos);
            leg.sweep(now);
        } catch (RuntimeException | AssertionError e) {
            leg.fail(e);
        }
    }

    void remember(MediaLeg leg) throws IOException {
        leg.place = legs.size();
        legs.add(leg);
        leg.open();
    }

    /** Takes a leg off the list: the last one moves to its place. */
    void forget(MediaLeg leg) {
        MediaLeg last = legs.removeLast();
        if (last != leg) {
            legs.set(leg.place, last);
            last.place = leg.place;
        }
    }

    /**
     * A session's socket is closed; its port is free once the selector has let go of it.
     *
     * @param rests whether the port carried packets
     */
    void closed(int port, boolean rests) {
        closing.add(new Closed(port, rests, true));
        strangers.closed(port);
    }

    /** The same for a decoy. */
    void decoyClosed(int port) {
        closing.add(new Closed(port, false, false));
    }

    /** Gives back the first {@code count} ports: the selector has gone round since. */
    private void giveBack(int count) {
        for (int i = 0; i < count; i++) {
            Closed port = closing.remove();
            if (port.rests()) {
                ports.giveBack(port.port(), nanos());
            } else {
                ports.giveBackUnused(port.port());
            }
            if (port.session()) {
                tally.add(MediaCount.SESSIONS_CLOSED);
            }
        }
    }

    long nanos() {
        return nanos.getAsLong();
    }

    Selector selector() {
        return selector;
    }

    PacingWheel wheel() {
        return wheel;
    }

    LoopTally tally() {
        return tally;
    }

    /** Holds one received packet; the loop's other users are done with it by the next. */
    ByteBuffer inBuffer() {
        return inBuffer;
    }

    ByteBuffer outBuffer() {
        return outBuffer;
    }

    byte[] tapBuffer() {
        return tapBuffer;
    }

    RtpPacket packet() {
        return packet;
    }
}
