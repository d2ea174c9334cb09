package zarang.media.prompt;

import java.nio.ByteBuffer;
import zarang.media.codec.G711;

/** One prompt, encoded once in both laws and shared by all who play it. Immutable. */
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

    /**
     * Copies {@code count} bytes from {@code from} on into {@code out} at {@code at}.
     *
     * @param payloadType 0 PCMU or 8 PCMA
     */
    void copy(int payloadType, int from, int count, ByteBuffer out, int at) {
        out.put(at, payloadType == G711.PCMA ? alaw : ulaw, from, count);
    }
}
