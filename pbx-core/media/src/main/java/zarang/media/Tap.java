package zarang.media;

import zarang.call.recording.RecordingSink;

/** A recorder's ear on one leg. */
record Tap(RecordingSink sink, int side) {}
