package zarang.ivr.spoken;

/**
 * Texts since the start.
 *
 * @param waiting to be spoken, now
 */
public record SpeechCounts(long spoken, long failed, int waiting) {}
