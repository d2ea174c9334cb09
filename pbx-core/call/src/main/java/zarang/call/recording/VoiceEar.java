package zarang.call.recording;

import java.time.Duration;

/**
 * Listens whether somebody speaks while a recording takes it in. Filled on a media loop, which
 * neither waits nor allocates for it; read on the control loop.
 *
 * <p>A packet is voice if its mean level is above −42 dB of full scale: lines hiss below −50,
 * people speak at −30 to −20. Audio that does not come, as with a phone that sends none while it is
 * quiet, is no voice.
 */
public final class VoiceEar {
    /** −42 dB of the 13 bits of A-law. */
    private static final int VOICE = 32;

    private volatile boolean heard;
    private volatile long lastVoiceNanos;
    private volatile boolean deaf;

    /** What hears everything that {@code sink} takes in. */
    public RecordingSink over(RecordingSink sink) {
        deaf = sink.equals(RecordingSink.NOWHERE);
        return new RecordingSink() {
            @Override
            public void audio(HeardAudio audio) {
                if (isVoice(audio)) {
                    lastVoiceNanos = audio.arrivalNanos();
                    heard = true;
                }
                sink.audio(audio);
            }

            @Override
            public void finish() {
                sink.finish();
            }

            @Override
            public void keep() {
                sink.keep();
            }

            @Override
            public void drop() {
                sink.drop();
            }
        };
    }

    private static boolean isVoice(HeardAudio audio) {
        long sum = 0;
        byte[] bytes = audio.buffer();
        int end = audio.offset() + audio.length();
        for (int i = audio.offset(); i < end; i++) {
            sum += audio.law() == HeardAudio.Law.A ? alaw(bytes[i]) : ulaw(bytes[i]);
        }
        return sum > (long) VOICE * audio.length();
    }

    /** How far from zero, 0 to 4032; ITU-T G.711 table 1a. */
    private static int alaw(byte code) {
        int bits = code ^ 0x55;
        int segment = bits >> 4 & 7;
        int step = (bits & 15) * 2 + 1;
        return segment == 0 ? step : (step + 32) << (segment - 1);
    }

    /** The same on A-law's scale, 0 to 4015; ITU-T G.711 table 2a. */
    private static int ulaw(byte code) {
        int bits = ~code;
        int step = (bits & 15) * 2 + 33;
        return ((step << (bits >> 4 & 7)) - 33) >> 1;
    }

    /** Nothing is recorded, because the recorder could not. */
    public boolean isDeaf() {
        return deaf;
    }

    /**
     * From when on nobody spoke any more, counted from the beginning.
     *
     * @param sinceNanos the beginning, by the loop's monotonic clock
     * @return 0 if nobody spoke at all
     */
    public Duration spokenUntil(long sinceNanos) {
        return heard ? Duration.ofNanos(Math.max(0, lastVoiceNanos - sinceNanos)) : Duration.ZERO;
    }
}
