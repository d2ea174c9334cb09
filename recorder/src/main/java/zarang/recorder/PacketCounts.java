package zarang.recorder;

/** What became of the packets of one recording; see {@link RecorderCounters} for the words. */
record PacketCounts(long packets, long overflowed, long late, long unusable, long anchors) {
    static final PacketCounts NONE = new PacketCounts(0, 0, 0, 0, 0);

    PacketCounts minus(PacketCounts before) {
        return new PacketCounts(
                packets - before.packets,
                overflowed - before.overflowed,
                late - before.late,
                unusable - before.unusable,
                anchors - before.anchors);
    }
}
