package zarang.media.wav;

/** What came of reading a WAVE file. */
public sealed interface WavResult permits Wav, WavFault {}
