package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.rtcp.StreamStatistics;
import zarang.media.rtp.RtpReceiver;
import zarang.media.rtp.RtpReceiver.Received;

/**
 * Says what a packet is, lets each pass once, and none while the far side is not to be heard. Any
 * that could be heard is a sign of life.
 */
final class FreshStage extends InputStage {
    private final LoopTally tally;
    private final RtpReceiver receiver;
    private final Hearing hearing;
    private final StreamStatistics statistics;
    private int eventHz = Codec.RATE_HZ;

    /** The last time stamp, with its wraps above bit 31. */
    private long unwrapped;

    private @Nullable Codec codec;
    private Codec.@Nullable Decoder decoder;

    FreshStage(
            LoopTally tally, RtpReceiver receiver, Hearing hearing, StreamStatistics statistics) {
        this.tally = tally;
        this.receiver = receiver;
        this.hearing = hearing;
        this.statistics = statistics;
    }

    @Override
    void agree(Agreement agreement, long nowNanos) {
        receiver.agree(agreement.numbers());
        hearing.agree(agreement, nowNanos);
        eventHz = agreement.codec().clockHz();
    }

    @Override
    boolean pass(Arrival arrival) {
        Received kind = receiver.on(arrival.packet);
        arrival.kind = kind;
        arrival.stream = receiver.stream();
        arrival.eventHz = eventHz;
        switch (kind) {
            case AUDIO, EVENT, COMFORT_NOISE -> {
                hearing.heard(arrival.atNanos);
                statistics.arrived(
                        arrival.stream, arrival.packet.ssrc(), arrival.packet.sequence());
                if (kind == Received.AUDIO) {
                    nameCodec(arrival);
                }
                return hearing.isOpen();
            }
            case UNAGREED -> tally.add(MediaCount.PACKETS_UNAGREED);
            case INVALID -> tally.add(MediaCount.PACKETS_INVALID);
            case DUPLICATE -> tally.add(MediaCount.PACKETS_DUPLICATE);
            case LATE -> tally.add(MediaCount.PACKETS_LATE);
        }
        return false;
    }

    /** In 1/8000 s, and without a jump where the clock of a faster codec wraps. */
    private int time(int timestamp, int ticks) {
        unwrapped += timestamp - (int) unwrapped;
        return (int) Math.floorDiv(unwrapped, ticks);
    }

    private void nameCodec(Arrival arrival) {
        Codec of = receiver.codec(arrival.packet);
        Codec.Decoder by = decoder;
        if (of != null) {
            if (by == null || !of.equals(codec)) {
                by = of.decoder();
                codec = of;
                decoder = by;
            }
            arrival.isAudio(of, by, time(arrival.packet.timestamp(), of.ticks()));
            if (arrival.fresh) {
                statistics.timed(arrival.packet.timestamp(), of.clockHz(), arrival.atNanos);
            }
        }
    }
}
