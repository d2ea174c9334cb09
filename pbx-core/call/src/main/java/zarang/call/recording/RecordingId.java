package zarang.call.recording;

import zarang.call.CallId;

/**
 * One recorded talk of a call.
 *
 * @param call the call
 * @param part 1 for the first agent's talk, then 2 …
 */
public record RecordingId(CallId call, int part) {
    /** The file's base name: no caller data in it. */
    public String fileName() {
        return call.value() + "-" + part;
    }

    @Override
    public String toString() {
        return fileName();
    }
}
