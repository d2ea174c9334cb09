package zarang.media.rtp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Who knocks at several of our ports: a phone speaks to the one that its SDP was told, a sprayer to
 * all. Nobody is learned from such an address ({@link SourceLock}); the address that an SDP names
 * is heard all the same. Any thread.
 *
 * <p>Holds {@value #SLOTS} addresses for {@value #MEMORY_SECONDS} s; a newer one takes the slot of
 * an older one. What is lost so costs nothing but this one ground for suspicion. Two loops that
 * write one slot at the same moment may mix it up: the same loss.
 */
public final class Strangers {
    private static final int SLOTS = 4096;
    private static final int MEMORY_SECONDS = 60;
    private static final long MEMORY_NANOS = MEMORY_SECONDS * 1_000_000_000L;

    /** In place of a port: it knocked at another one too. */
    private static final int EVERYWHERE = -1;

    private final long seed;
    private final AtomicLongArray sources = new AtomicLongArray(SLOTS);
    private final AtomicLongArray seenNanos = new AtomicLongArray(SLOTS);
    private final AtomicIntegerArray ports = new AtomicIntegerArray(SLOTS);

    /**
     * @param seed unpredictable, so that nobody can aim at the slot of another
     */
    public Strangers(long seed) {
        this.seed = seed;
    }

    /**
     * A packet from {@code from} came to {@code port}, where it is not the known source.
     *
     * @return whether in the last {@value #MEMORY_SECONDS} s that address knocked at another port
     *     of ours, or that SSRC at a decoy: a sprayer may use a port of its own for each of ours
     */
    public boolean knocks(InetSocketAddress from, int ssrc, int port, long nowNanos) {
        long source = number(from);
        int slot = slot(source);
        boolean known =
                sources.get(slot) == source && nowNanos - seenNanos.get(slot) < MEMORY_NANOS;
        if (!known) {
            sources.set(slot, source);
            ports.set(slot, port);
        } else if (ports.get(slot) != port) {
            ports.set(slot, EVERYWHERE);
        }
        seenNanos.set(slot, nowNanos);
        return ports.get(slot) == EVERYWHERE || isBarred(stream(ssrc), nowNanos);
    }

    /** It knocked where nobody was ever told to: a decoy. */
    public void bar(InetSocketAddress from, int ssrc, long nowNanos) {
        bar(number(from), nowNanos);
        bar(stream(ssrc), nowNanos);
    }

    private void bar(long source, long nowNanos) {
        int slot = slot(source);
        sources.set(slot, source);
        ports.set(slot, EVERYWHERE);
        seenNanos.set(slot, nowNanos);
    }

    private boolean isBarred(long source, long nowNanos) {
        int slot = slot(source);
        return sources.get(slot) == source
                && ports.get(slot) == EVERYWHERE
                && nowNanos - seenNanos.get(slot) < MEMORY_NANOS;
    }

    /** The port is closed: a phone that spoke to it may speak to another one next. */
    public void closed(int port) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (ports.get(slot) == port) {
                sources.set(slot, 0);
                ports.set(slot, 0);
            }
        }
    }

    /** Never 0, the mark of an empty slot. */
    private long number(InetSocketAddress from) {
        long address = from.getAddress().hashCode();
        if (!(from.getAddress() instanceof Inet4Address)) {
            address = seed;
            for (byte part : from.getAddress().getAddress()) {
                address = mix(address ^ part);
            }
        }
        return ((address << 16) ^ from.getPort()) | (1L << 63);
    }

    /** Bit 62 instead of 63: never the number of an address. */
    private static long stream(int ssrc) {
        return (ssrc & 0xFFFF_FFFFL) | (1L << 62);
    }

    private int slot(long source) {
        return (int) (mix(source ^ seed) >>> 32) & (SLOTS - 1);
    }

    /** Stafford's mix 13 of 64 bits. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
