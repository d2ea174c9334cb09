package zarang.journal;

import zarang.call.fact.Subject;

/**
 * What the store must know of an entry that it passes on as it is, whatever version wrote it.
 *
 * @param type as the stream's readers choose by it, see {@link Envelope#streamType}
 * @param line the text for the stream
 */
record SpooledEntry(
        String id, Subject subject, long atMs, CallNote note, String type, String line) {}
