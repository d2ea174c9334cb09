package zarang.sip.engine;

/** How a leg's digits come. Some phones send each digit in more than one way. */
enum DigitSource {
    RFC_4733,
    INFO,
    /** As the two tones of its key, in the audio. */
    IN_BAND
}
