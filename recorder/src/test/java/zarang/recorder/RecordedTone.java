package zarang.recorder;

import zarang.call.recording.HeardAudio;
import zarang.media.codec.G711;

/** A sine as a telephone sends it, and as it must come out again. */
record RecordedTone(double hertz, int payloadType) {
    private static final double AMPLITUDE = 8_000;

    /** The bytes of samples {@code from} to {@code from + length}. */
    byte[] encoded(long from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = code(from + i);
        }
        return bytes;
    }

    /** Sample {@code at} after coding and decoding. */
    short heard(long at) {
        return G711.toLinear(payloadType, code(at));
    }

    private byte code(long at) {
        short linear = (short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * at / TimeLine.RATE));
        return payloadType == G711.PCMA ? G711.linearToAlaw(linear) : G711.linearToUlaw(linear);
    }

    /** How loud a frequency is in samples, 0 to 1 of the whole power (Goertzel). */
    static double share(short[] samples, double hertz) {
        double w = 2 * Math.PI * hertz / TimeLine.RATE;
        double real = 0;
        double imaginary = 0;
        double power = 0;
        for (int i = 0; i < samples.length; i++) {
            real += samples[i] * Math.cos(w * i);
            imaginary += samples[i] * Math.sin(w * i);
            power += (double) samples[i] * samples[i];
        }
        return power == 0
                ? 0
                : 2 * (real * real + imaginary * imaginary) / (samples.length * power);
    }

    HeardAudio.Law law() {
        return payloadType == G711.PCMA ? HeardAudio.Law.A : HeardAudio.Law.MU;
    }
}
