package zarang.media.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * Bit by bit against spandsp 0.0.6 in its mode for 8000 samples a second: speech, then a loud tone,
 * noise and a square wave at the limit ({@code narrow}); and what it encoded from 16,000 ({@code
 * wide}).
 */
class G722Test {
    private static final int RATE = 8000;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                requireNonNull(G722Test.class.getResourceAsStream("/g722/" + name), name)) {
            return in.readAllBytes();
        }
    }

    private static short[] samples(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).asShortBuffer().get(samples);
        return samples;
    }

    private static byte[] encode(short[] samples) {
        Codec.Encoder encoder = G722Codec.G722.encoder();
        ByteBuffer out = ByteBuffer.allocate(samples.length);
        short[] frame = new short[160];
        for (int at = 0; at < samples.length; at += frame.length) {
            int count = Math.min(frame.length, samples.length - at);
            System.arraycopy(samples, at, frame, 0, count);
            assertThat(encoder.encode(frame, count, out, at)).isEqualTo(count);
        }
        return out.array();
    }

    private static short[] decode(byte[] payloads) {
        Codec.Decoder decoder = G722Codec.G722.decoder();
        ByteBuffer in = ByteBuffer.wrap(payloads);
        short[] out = new short[payloads.length];
        short[] frame = new short[160];
        for (int at = 0; at < payloads.length; at += frame.length) {
            int count = Math.min(frame.length, payloads.length - at);
            assertThat(decoder.decode(in, at, count, frame)).isEqualTo(count);
            System.arraycopy(frame, 0, out, at, count);
        }
        return out;
    }

    /** Of the band that is kept, dB: what of the energy is not the signal. */
    private static double snr(short[] said, short[] heard) {
        double signal = 0;
        double noise = 0;
        for (int i = RATE / 10; i < said.length; i++) {
            signal += (double) said[i] * said[i];
            noise += (double) (heard[i] - said[i]) * (heard[i] - said[i]);
        }
        return 10 * Math.log10(signal / noise);
    }

    private static short[] tone(double hz, double amplitude) {
        short[] tone = new short[RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
        }
        return tone;
    }

    @Test
    void speechAndTheLoudestOfSignalsAreEncodedAsSpandspDoes() throws IOException {
        assertThat(encode(samples(resource("narrow.s16")))).isEqualTo(resource("narrow.g722"));
    }

    @Test
    void widebandSpeechIsDecodedToItsLowerBandAsSpandspDoes() throws IOException {
        assertThat(decode(resource("wide.g722"))).isEqualTo(samples(resource("wide.s16")));
    }

    @Test
    void tonesOfTheTelephoneBandComeBackClean() {
        for (double hz : new double[] {200, 440, 1004, 2400, 3300}) {
            for (double amplitude : new double[] {300, 3000, 16_000, 32_000}) {
                short[] said = tone(hz, amplitude);
                assertThat(snr(said, decode(encode(said))))
                        .as("%s Hz at %s", hz, amplitude)
                        .isGreaterThan(30);
            }
        }
    }

    @Test
    void anyBytesAreAudioAndSilenceComesBackAfterThem() {
        byte[] noise = new byte[16_000];
        new java.util.SplittableRandom(4).nextBytes(noise);
        byte[] silence = encode(new short[RATE]);
        byte[] both = new byte[noise.length + silence.length];
        System.arraycopy(noise, 0, both, 0, noise.length);
        System.arraycopy(silence, 0, both, noise.length, silence.length);
        short[] heard = decode(both);
        for (int i = heard.length - 160; i < heard.length; i++) {
            assertThat(Math.abs(heard[i])).isLessThan(64);
        }
    }

    @Test
    void l16IsTheSamplesThemselvesAndHalfASampleIsLeftOut() {
        ByteBuffer out = ByteBuffer.allocate(16);
        assertThat(L16Codec.L16.encode(new short[] {1, -2, Short.MIN_VALUE}, 3, out, 2))
                .isEqualTo(6);
        assertThat(out.array()).startsWith(0, 0, 0, 1, 0xFF, 0xFE, 0x80, 0);
        short[] back = new short[8];
        assertThat(L16Codec.L16.decode(out, 2, 7, back)).isEqualTo(3);
        assertThat(back).startsWith(1, -2, Short.MIN_VALUE);
        assertThat(L16Codec.L16.ticks(320)).isEqualTo(160);
    }
}
