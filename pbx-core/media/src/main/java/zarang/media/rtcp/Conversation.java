package zarang.media.rtcp;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import zarang.call.AudioQuality;
import zarang.call.AudioQuality.Stream;

/**
 * What is known of how one leg's audio arrives, here and at its far end. Its media loop only, but
 * for {@link #quality}, which any thread may ask: it tells what {@link #publish} told last.
 */
public final class Conversation {
    /** What is published. */
    private enum At {
        RECEIVED,
        LOST,
        GAPS,
        JITTER_MICROS,
        SENT,
        FAR_HEARD,
        FAR_LOST,
        FAR_JITTER_MICROS,
        ROUND_TRIP_NANOS
    }

    /** 32.32 seconds of NTP; a clock that counts from the start of the process will do: §4. */
    private static final long NTP_SECOND = 1L << 32;

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A longer way than that is a number made up, or a clock that was set. */
    private static final long ROUND_TRIP_MAX_NANOS = 10 * SECOND_NANOS;

    private static final long NEVER = -1;

    /** Packets, 2 s, of which some would have arrived between two reports. */
    private static final int WOULD_ARRIVE = 100;

    /** One may have been under way too early; two are 5 s apart. */
    private static final int DEAF_REPORTS = 2;

    private final StreamStatistics heard = new StreamStatistics();
    private final Map<At, AtomicLong> told = new EnumMap<>(At.class);

    private long sentPackets;
    private long sentBytes;
    private int clockHz = 8000;

    /** Reports in a row in which the far end has nothing of what was sent. */
    private int deafReports;

    private int farHighest;
    private long sentAtNews;
    private boolean deafTold;

    private int farReport;
    private long farReportNanos;
    private boolean hasFarReport;

    public Conversation() {
        for (At at : At.values()) {
            told.put(at, new AtomicLong());
        }
        tell(At.FAR_HEARD, NEVER);
        tell(At.ROUND_TRIP_NANOS, NEVER);
    }

    /** What comes in. */
    public StreamStatistics heard() {
        return heard;
    }

    /** Ticks a second of what is sent. */
    public void clock(int hz) {
        clockHz = hz;
    }

    /** A packet has left. */
    public void sent(int payloadBytes) {
        sentPackets++;
        sentBytes += payloadBytes;
    }

    /** Makes the newest figures known to other threads. Some times a second. */
    public void publish() {
        tell(At.RECEIVED, heard.received());
        tell(At.LOST, heard.lost());
        tell(At.GAPS, heard.gaps());
        tell(At.JITTER_MICROS, heard.jitterMicros());
        tell(At.SENT, sentPackets);
    }

    private void tell(At at, long value) {
        requireNonNull(told.get(at)).setOpaque(value);
    }

    private long ask(At at) {
        return requireNonNull(told.get(at)).getOpaque();
    }

    /**
     * Takes what came over RTCP.
     *
     * @param ours the SSRC of what we send
     * @return false if it is no valid report
     */
    public boolean read(ByteBuffer buffer, int length, int ours, long nowNanos) {
        if (!RtcpPackets.isValid(buffer, length)) {
            return false;
        }
        Optional<RtcpPackets.Report> read = RtcpPackets.read(buffer, length, ours);
        read.ifPresent(report -> take(report, nowNanos));
        return read.isPresent();
    }

    private void take(RtcpPackets.Report report, long nowNanos) {
        int highest = report.ofUs().map(ReportBlock::highest).orElse(farHighest);
        if (highest != farHighest) {
            farHighest = highest;
            sentAtNews = sentPackets;
            deafReports = 0;
        } else if (sentPackets - sentAtNews >= WOULD_ARRIVE) {
            deafReports++;
        }
        report.sent()
                .ifPresent(sent -> {
                    farReport = sent;
                    farReportNanos = nowNanos;
                    hasFarReport = true;
                });
        report.ofUs()
                .ifPresent(block -> {
                    tell(At.FAR_LOST, Math.max(0, block.lost()));
                    tell(At.FAR_HEARD, Math.max(0, sentPackets - Math.max(0, block.lost())));
                    tell(At.FAR_JITTER_MICROS, jitterMicros(block));
                    roundTrip(block, nowNanos);
                });
    }

    /**
     * Whether the far end reports, twice in a row, that nothing of what we say arrives: one-way
     * audio. Once.
     */
    public boolean isDeafThere() {
        if (deafTold || deafReports < DEAF_REPORTS) {
            return false;
        }
        deafTold = true;
        return true;
    }

    /** By the clock of what is sent now: another codec may have another one later. */
    private long jitterMicros(ReportBlock block) {
        return Math.max(0, block.jitter()) * 1_000_000L / clockHz;
    }

    /** RFC 3550 §6.4.1: now, less when our report left, less how long the far end kept it. */
    private void roundTrip(ReportBlock block, long nowNanos) {
        if (block.lastReport() == 0) {
            return;
        }
        int away = middle(ntp(nowNanos)) - block.lastReport() - block.sinceLast();
        long nanos = (away * SECOND_NANOS) >> 16;
        if (nanos >= 0 && nanos < ROUND_TRIP_MAX_NANOS) {
            tell(At.ROUND_TRIP_NANOS, nanos);
        }
    }

    /**
     * Writes our report.
     *
     * @param timestamp of our stream at this moment
     * @param cname names us for as long as the leg lives
     * @param last whether it is the last one
     */
    public void write(
            ByteBuffer to, int ssrc, int timestamp, String cname, boolean last, long nowNanos) {
        Optional<ReportBlock> block =
                heard.hasHeard()
                        ? Optional.of(answering(heard.report(), nowNanos))
                        : Optional.empty();
        if (sentPackets > 0) {
            RtcpPackets.senderReport(
                    to, ssrc, ntp(nowNanos), timestamp, sentPackets, sentBytes, block);
        } else {
            RtcpPackets.receiverReport(to, ssrc, block);
        }
        RtcpPackets.description(to, ssrc, cname);
        if (last) {
            RtcpPackets.goodbye(to, ssrc);
        }
    }

    private ReportBlock answering(ReportBlock block, long nowNanos) {
        return hasFarReport
                ? block.answering(
                        farReport, (int) (((nowNanos - farReportNanos) << 16) / SECOND_NANOS))
                : block;
    }

    /** 0 means "never" in a report, so the clock begins at 1 s. */
    private static long ntp(long nanos) {
        long seconds = Math.floorDiv(nanos, SECOND_NANOS) + 1;
        return (seconds << 32) + Math.floorMod(nanos, SECOND_NANOS) * NTP_SECOND / SECOND_NANOS;
    }

    private static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /**
     * How the audio arrives, both ways, as of the last {@link #publish}; empty if nothing has. Any
     * thread.
     */
    public Optional<AudioQuality> quality() {
        long received = ask(At.RECEIVED);
        long farHeard = ask(At.FAR_HEARD);
        if (received == 0 && ask(At.SENT) == 0) {
            return Optional.empty();
        }
        long roundTripNanos = ask(At.ROUND_TRIP_NANOS);
        double wayMs = Math.max(0, roundTripNanos) / 2e6;
        Stream in =
                Listener.stream(received, ask(At.LOST), ask(At.GAPS), ask(At.JITTER_MICROS), wayMs);
        Optional<Stream> out =
                farHeard == NEVER
                        ? Optional.empty()
                        : Optional.of(
                                Listener.stream(
                                        farHeard,
                                        ask(At.FAR_LOST),
                                        Listener.UNKNOWN_GAPS,
                                        ask(At.FAR_JITTER_MICROS),
                                        wayMs));
        return Optional.of(
                new AudioQuality(
                        in,
                        ask(At.SENT),
                        out,
                        roundTripNanos == NEVER
                                ? Optional.empty()
                                : Optional.of(roundTripNanos / 1000)));
    }
}
