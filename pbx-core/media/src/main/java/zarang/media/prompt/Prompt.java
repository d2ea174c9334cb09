package zarang.media.prompt;

import java.nio.ByteBuffer;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;

/**
 * One prompt, encoded once in both laws of G.711 and shared by all who play it. Immutable. For any
 * other codec it is read back from A-law: telephone audio, and half the memory of linear samples
 * beside it.
 */
public final class Prompt {
    private final byte[] alaw;
    private final byte[] ulaw;

    /**
     * @param samples at 8000 Hz; at least one
     */
    public Prompt(short[] samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("a prompt without audio");
        }
        alaw = new byte[samples.length];
        ulaw = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            alaw[i] = G711.linearToAlaw(samples[i]);
            ulaw[i] = G711.linearToUlaw(samples[i]);
        }
    }

    /** Length in samples at 8000 Hz, which are bytes too. */
    public int length() {
        return alaw.length;
    }

    /** Copies {@code count} bytes from {@code from} on into {@code out} at {@code at}. */
    void copy(G711Codec law, int from, int count, ByteBuffer out, int at) {
        out.put(at, law == G711Codec.PCMA ? alaw : ulaw, from, count);
    }

    /** Reads {@code count} samples from {@code from} on into {@code out} at {@code at}. */
    void read(int from, int count, short[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = G711.alawToLinear(alaw[from + i]);
        }
    }
}
