package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.call.recording.HeardAudio;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.rtp.RtpReceiver.Received;

/**
 * Copies the audio that passes into a recorder's ear. G.711 goes as it is; any other codec is
 * written in A-law, which is what recordings hold.
 */
final class TapStage extends InputStage {
    private final HeardAudio heard = new HeardAudio();
    private @Nullable AudioTap tap;
    private int track;

    /**
     * @param on track of the recording
     */
    void tap(AudioTap next, int on) {
        next.opened();
        untap();
        tap = next;
        track = on;
    }

    void untap() {
        AudioTap old = tap;
        tap = null;
        if (old != null) {
            old.closed();
        }
    }

    boolean isOpen() {
        return tap != null;
    }

    @Override
    boolean pass(Arrival arrival) {
        AudioTap ear = tap;
        if (ear != null && arrival.kind == Received.AUDIO) {
            heard.stamped(track, arrival.atNanos, arrival.timestamp(), arrival.packet.ssrc());
            if (arrival.codec() instanceof G711Codec law) {
                asItIs(arrival, law);
            } else {
                inAlaw(arrival);
            }
            ear.sink().audio(heard);
        }
        return true;
    }

    private void asItIs(Arrival arrival, G711Codec law) {
        byte[] copy = arrival.copy;
        int length = arrival.packet.payloadLength();
        arrival.buffer.get(arrival.packet.payloadOffset(), copy, 0, length);
        heard.samples(
                law == G711Codec.PCMA ? HeardAudio.Law.A : HeardAudio.Law.MU, copy, 0, length);
    }

    private void inAlaw(Arrival arrival) {
        byte[] copy = arrival.copy;
        short[] samples = arrival.samples();
        int count = arrival.count();
        for (int i = 0; i < count; i++) {
            copy[i] = G711.linearToAlaw(samples[i]);
        }
        heard.samples(HeardAudio.Law.A, copy, 0, count);
    }
}
