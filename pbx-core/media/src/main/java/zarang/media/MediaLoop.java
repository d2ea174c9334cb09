package zarang.media;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.loop.CommandQueue;
import zarang.media.loop.PacingWheel;
import zarang.media.port.PortPool;
import zarang.media.rtp.Strangers;

/**
 * One media thread: a selector, the sessions on it, and their pacing.
 *
 * <p><b>Concurrency.</b> One platform thread owns everything that the loop lends ({@link
 * LoopTools}) and every leg on it; there are no locks. Other threads reach it by {@link #post} and
 * {@link #stop} alone: a bounded queue of messages, and one wake-up for all that wait, or none
 * where a frame is due within 5 ms. Legs that hear each other are on one loop, so that a packet
 * goes from socket to socket without changing threads.
 *
 * <p><b>A turn.</b> Wait until a packet, a message or the next frame is due; take packets; run
 * messages; send the frames that are due; four times a second sweep; after packets rest for what is
 * left of a millisecond, because to wake up costs more than to relay one (ADR 0012). Packets go
 * down the stages of {@link LegPath}, frames come from the sources of {@link LegOutput}.
 *
 * <p><b>Bounds.</b> {@value #PACKETS_AT_ONCE} packets of a leg and {@value #COMMANDS_AT_ONCE}
 * messages in a turn; as many messages wait as the settings say, then they are refused and counted.
 * Nothing is allocated for a packet: buffers, the packet in hand and the linear samples are the
 * loop's, one of each, and who borrows them is done when it returns. So the collector never stops a
 * packet, and each loop's memory is known when it starts.
 *
 * <p><b>Faults.</b> What one session throws ends that session alone ({@link LoopEar#fail}). When
 * the selector itself fails the loop ends, and its sessions with it. A closed socket's port goes
 * back only when the selector has gone round: until then the kernel holds it.
 */
final class MediaLoop implements Runnable {
    /** Something to do for a leg. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    private record Command(LoopEar ear, Action action) {}

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

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

    /**
     * Messages wait so long at most, 5 ms, before the loop is woken up for them: a frame that is
     * due sooner takes them along, and what they start begins with the next slot anyway.
     */
    private static final long MESSAGES_WAIT_NANOS = PacingWheel.SLOT_NANOS;

    /** Packets of one leg taken in one turn: what a stall of 320 ms leaves. */
    private static final int PACKETS_AT_ONCE = 16;

    private final Selector selector;
    private final CommandQueue<Command> commands;
    private final AtomicBoolean messagesWait = new AtomicBoolean();
    private final LoopTools tools;
    private final Consumer<SelectionKey> ready = this::ready;

    private long sweepDueNanos;

    /** When the loop turns by itself; in the past while it is at it. */
    private volatile long turnsAtNanos;

    private volatile boolean stopping;

    /**
     * @param nanos the monotonic clock
     */
    MediaLoop(MediaSettings settings, PortPool ports, Strangers strangers, LongSupplier nanos)
            throws IOException {
        selector = Selector.open();
        LoopTally tally = new LoopTally();
        tools =
                LoopTools.of(
                        nanos, selector, tally, new ClosingPorts(ports, strangers, tally, nanos));
        commands = new CommandQueue<>(settings.commandQueue());
    }

    /**
     * Runs {@code action} on the loop, unless the ear has closed by then; what it throws breaks the
     * ear. Any thread.
     *
     * @return false when the loop has ended or too many messages wait: refused
     */
    boolean post(LoopEar ear, Action action) {
        if (stopping || !commands.offer(new Command(ear, action))) {
            return false;
        }
        // the loop says when it turns before it looks whether messages wait: one sees the other
        if (!messagesWait.getAndSet(true) && turnsAtNanos - nanos() > MESSAGES_WAIT_NANOS) {
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
                if (turn()) {
                    rest(TURN_NANOS - (nanos() - began));
                }
            }
        } catch (IOException e) {
            log.error("media.loop-ended remedy=\"restart: its calls are lost\"", e);
            stopping = true;
            tools.legs().failAll(e);
        }
        runCommands(Integer.MAX_VALUE);
        tools.legs().closeAll();
        try {
            selector.close();
        } catch (IOException e) {
            log.warn("media.selector-close-failed error={}", e.toString());
        }
        tools.closing().giveBack(tools.closing().count());
    }

    /** Returns whether packets came, of which more may follow soon. */
    private boolean turn() throws IOException {
        long now = nanos();
        int closed = tools.closing().count();
        int heard = await(tools.wheel().untilDue(now, Math.max(0, sweepDueNanos - now)), now);
        boolean packetsCame = heard > 0;
        for (int i = 1; heard > 0 && i < PACKETS_AT_ONCE; i++) {
            heard = selector.selectNow(ready);
        }
        tools.closing().giveBack(closed);
        // before the frame that woke the loop: what was posted before it is due is part of it
        if (messagesWait.getAndSet(false)) {
            runCommands(COMMANDS_AT_ONCE);
        }
        pace(nanos());
        if (nanos() - sweepDueNanos >= 0) {
            sweep();
        }
        return packetsCame;
    }

    /** Takes the first packets that come until something is due, or messages want to be run. */
    private int await(long wait, long now) throws IOException {
        turnsAtNanos = now + wait;
        boolean sleeps = wait > 0 && (wait <= MESSAGES_WAIT_NANOS || !messagesWait.get());
        return sleeps
                ? selector.select(ready, (wait + MILLI_NANOS - 1) / MILLI_NANOS)
                : selector.selectNow(ready);
    }

    private static void rest(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void pace(long now) {
        PacingWheel wheel = tools.wheel();
        for (PacingWheel.Entry entry = wheel.poll(now); entry != null; entry = wheel.poll(now)) {
            wheel.turn(entry, now);
        }
    }

    private void ready(SelectionKey key) {
        LoopEar ear = (LoopEar) key.attachment();
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
            LoopEar ear = command.ear();
            if (!ear.isClosed()) {
                run(ear, command.action());
            }
        }
        messagesWait.set(true);
        selector.wakeup();
    }

    private void run(LoopEar ear, Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException | AssertionError e) {
            ear.fail(e);
        }
    }

    private void sweep() {
        long now = nanos();
        sweepDueNanos = now + SWEEP_NANOS;
        tools.legs().sweep(now);
    }

    private long nanos() {
        return tools.nanos();
    }

    /** What those on this loop work with. */
    LoopTools tools() {
        return tools;
    }
}
