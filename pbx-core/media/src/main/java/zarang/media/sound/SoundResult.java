package zarang.media.sound;

/** What came of reading a sound. */
public sealed interface SoundResult permits Sound, SoundFault {}
