package zarang.journal;

import java.time.Instant;
import zarang.call.fact.Subject;

/**
 * What is known of an entry without reading its fact.
 *
 * @param version its format
 * @param timestamp when it happened, as it was written
 */
record Envelope(
        int version,
        String id,
        Subject subject,
        String type,
        String timestamp,
        CallNote note,
        EntryText text) {
    /**
     * When it happened.
     *
     * @throws java.time.DateTimeException the text is no time
     */
    Instant at() {
        return Instant.parse(timestamp);
    }

    /**
     * By what a reader of the stream says that it does not want an entry: the type, and of another
     * format than the first this too, so that nobody passes over what it could not have read.
     */
    String streamType() {
        return version == 1 ? type : type + "/" + version;
    }
}
