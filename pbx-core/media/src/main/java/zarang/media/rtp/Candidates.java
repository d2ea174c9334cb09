package zarang.media.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that may turn out to be the source of a leg. One thread; allocates nothing but a slot
 * that was never taken, which most legs do without.
 *
 * <p>Each must send {@value #LEARN_PACKETS} packets of one SSRC, one after the other, within the
 * window. {@value #SLOTS} are weighed side by side, and whoever sent twice keeps its slot while it
 * sends: a flood from random ports cannot push a phone aside that has begun, and of those who sent
 * once a random one gives way, so that the phone begins soon.
 */
final class Candidates {
    /** Packets in a row that an address needs: 200 ms at 20 ms each. */
    static final int LEARN_PACKETS = 10;

    private static final int SLOTS = 16;

    /** Packets lost in between that are forgiven, one at a time. */
    private static final int STEP_MAX = 3;

    /** A slot is free again when its address was quiet for this long. */
    private static final long QUIET_NANOS = 200_000_000;

    private static final class Candidate {
        @Nullable InetSocketAddress address;
        int ssrc;
        int sequence;
        int packets;
        long sinceNanos;
        long lastNanos;
    }

    private final long windowNanos;
    private final @Nullable Candidate[] slots = new Candidate[SLOTS];

    /** Xorshift; who floods cannot see it. */
    private int dice = 0x2545F491;

    Candidates(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    void clear() {
        for (Candidate slot : slots) {
            if (slot != null) {
                slot.address = null;
            }
        }
    }

    /**
     * Takes a packet into account.
     *
     * @param quietSince the source so far was last heard then; a candidate must have begun later
     * @return whether {@code from} has proved itself
     */
    boolean proves(InetSocketAddress from, RtpPacket packet, long quietSince, long nowNanos) {
        Candidate slot = slotOf(from, nowNanos);
        if (slot == null) {
            return false;
        }
        int step = (packet.sequence() - slot.sequence) & 0xFFFF;
        boolean follows =
                from.equals(slot.address)
                        && packet.ssrc() == slot.ssrc
                        && step >= 1
                        && step <= STEP_MAX
                        && nowNanos - slot.sinceNanos <= windowNanos
                        && slot.sinceNanos - quietSince > 0;
        if (follows) {
            slot.packets++;
        } else {
            slot.address = from;
            slot.ssrc = packet.ssrc();
            slot.packets = 1;
            slot.sinceNanos = nowNanos;
        }
        slot.sequence = packet.sequence();
        slot.lastNanos = nowNanos;
        return slot.packets >= LEARN_PACKETS;
    }

    /** Its own, or else one that may be taken; null when there is none. */
    private @Nullable Candidate slotOf(InetSocketAddress from, long nowNanos) {
        int free = -1;
        for (int i = 0; i < SLOTS; i++) {
            Candidate slot = slots[i];
            if (slot != null && from.equals(slot.address)) {
                return slot;
            }
            if (slot == null || slot.address == null || nowNanos - slot.lastNanos > QUIET_NANOS) {
                free = i;
            }
        }
        if (free >= 0) {
            return at(free);
        }
        dice ^= dice << 13;
        dice ^= dice >>> 17;
        dice ^= dice << 5;
        Candidate chosen = at(dice & (SLOTS - 1));
        return chosen.packets == 1 ? chosen : null;
    }

    private Candidate at(int index) {
        Candidate slot = slots[index];
        if (slot == null) {
            slot = new Candidate();
            slots[index] = slot;
        }
        return slot;
    }
}
