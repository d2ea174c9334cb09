package zarang.media;

/** Whether the far side of a leg is heard, and for how long it has been silent. Media loop only. */
final class Hearing {
    /** The loop looks four times a second, and 5 s after the answer the alarm is to be told. */
    static final long UNHEARD_NANOS = 4_750_000_000L;

    /** Whether what comes is to be heard: the other side may send. */
    private boolean open;

    /** Whether it has to come: the far side neither holds nor only listens. */
    private boolean expecting;

    private boolean agreed;

    /** Until then nobody need speak. */
    private boolean answered;

    private boolean heardOnce;
    private boolean heardSinceAnswer;
    private boolean silenceTold;
    private boolean unheardTold;

    /** Since when it has to come. */
    private long expectingNanos;

    /** Without a packet so far: since when one could have come. */
    private long lastHeardNanos;

    void agree(Agreement agreement, long nowNanos) {
        open = agreement.direction().receives();
        boolean expected = !agreement.early() && agreement.direction() == Direction.SEND_RECEIVE;
        if (expected && !expecting) {
            expectingNanos = nowNanos;
        }
        expecting = expected;
        silenceTold = false;
        boolean isAnswer = !answered && !agreement.early();
        if (isAnswer) {
            answered = true;
            heardSinceAnswer = false;
        }
        if (isAnswer || heardOnce || !agreed) {
            lastHeardNanos = nowNanos;
        }
        agreed = true;
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
        heardOnce = true;
        heardSinceAnswer = true;
    }

    boolean isOpen() {
        return open;
    }

    /**
     * Whether nothing at all came within 5 s, though the far side was to speak: one-way audio, most
     * often a firewall or an address that leads nowhere. Once.
     */
    boolean isUnheard(long nowNanos) {
        if (unheardTold
                || heardSinceAnswer
                || !expecting
                || nowNanos - expectingNanos < UNHEARD_NANOS) {
            return false;
        }
        unheardTold = true;
        return true;
    }

    /** Whether it was heard within {@code silenceNanos}. */
    boolean isHeard(long nowNanos, long silenceNanos) {
        return heardOnce && open && nowNanos - lastHeardNanos < silenceNanos;
    }

    /**
     * Whether silence has lasted too long for what is expected of this leg; once.
     *
     * @param silenceNanos for a leg that is to speak, or was never heard; 0 never
     * @param holdNanos for one that need not speak
     */
    boolean fallsSilent(long nowNanos, long silenceNanos, long holdNanos, Company company) {
        if (!agreed || silenceTold || silenceNanos == 0) {
            return false;
        }
        long quiet = nowNanos - lastHeardNanos;
        silenceTold =
                quiet >= silenceNanos
                        && (quiet >= holdNanos || isToSpeak(nowNanos, silenceNanos, company));
        return silenceTold;
    }

    /** One who listens to somebody need not speak: a phone that is mute may send nothing at all. */
    private boolean isToSpeak(long nowNanos, long silenceNanos, Company company) {
        return answered
                && (!heardOnce || (expecting && !company.isSpokenTo(nowNanos, silenceNanos)));
    }
}
