package zarang.media;

import zarang.call.recording.RecordingSink;

/**
 * A recorder's ear on some sessions of one media loop. When the last of them is let go, the sink is
 * told that no more comes. Made on the control loop, then the media loop's.
 */
public final class AudioTap {
    private final RecordingSink sink;
    private int sessions;

    public AudioTap(RecordingSink sink) {
        this.sink = sink;
    }

    RecordingSink sink() {
        return sink;
    }

    void opened() {
        sessions++;
    }

    void closed() {
        sessions--;
        if (sessions == 0) {
            sink.finish();
        }
    }
}
