package zarang.media.mix;

import java.util.Arrays;
import java.util.List;

/**
 * The voices of a bridge in frames of 20 ms that all its listeners share: who is first to want the
 * next one has it made. So each voice is put in order once, and their sum is made once; one that is
 * silent costs nothing. One media loop; allocates nothing while nobody comes or goes.
 */
public final class Mixer {
    /** Samples in a frame. */
    static final int FRAME = 160;

    /** Frames that are kept for those who are later than others. */
    static final int KEPT = 8;

    private final int[][] sums = new int[KEPT][FRAME];
    private final int[] summedOf = new int[KEPT];
    private Voice[] voices = {};
    private int arrangement;
    private long made;

    /** Who speaks from here on. Nothing that somebody says is lost or doubled by it. */
    public void speak(List<Voice> speakers) {
        for (Voice speaker : speakers) {
            if (!contains(voices, speaker)) {
                speaker.comesIn();
            }
        }
        voices = speakers.toArray(Voice[]::new);
        arrangement++;
    }

    /** Frames ever made. */
    long made() {
        return made;
    }

    void make() {
        int slot = (int) made % KEPT;
        Arrays.fill(sums[slot], 0);
        for (Voice voice : voices) {
            voice.next(slot);
            if (voice.sounds(slot)) {
                voice.addTo(sums[slot], slot, 1);
            }
        }
        summedOf[slot] = arrangement;
        made++;
    }

    /**
     * What a listener hears: the sum of all less those whom it does not, where that is less work
     * than to sum those whom it does.
     *
     * @param heard at most as many as speak
     * @return false if that is silence
     */
    boolean mix(long frame, Voice[] heard, int[] into) {
        int slot = (int) frame % KEPT;
        int sounding = 0;
        for (Voice voice : heard) {
            sounding += voice.sounds(slot) ? 1 : 0;
        }
        if (sounding == 0) {
            return false;
        }
        if (summedOf[slot] == arrangement && heard.length > voices.length / 2 + 1) {
            System.arraycopy(sums[slot], 0, into, 0, FRAME);
            takeAway(slot, heard, into);
            return true;
        }
        Arrays.fill(into, 0);
        for (Voice voice : heard) {
            if (voice.sounds(slot)) {
                voice.addTo(into, slot, 1);
            }
        }
        return true;
    }

    private void takeAway(int slot, Voice[] heard, int[] from) {
        for (Voice voice : voices) {
            if (voice.sounds(slot) && !contains(heard, voice)) {
                voice.addTo(from, slot, -1);
            }
        }
    }

    private static boolean contains(Voice[] heard, Voice voice) {
        for (Voice each : heard) {
            if (each == voice) {
                return true;
            }
        }
        return false;
    }
}
