package zarang.call.recording;

/** Where a media loop copies the audio of a bridge. */
public interface RecordingSink {
    /** The track of who called: left. */
    int CALLER = 0;

    /** The track of who was called: right. */
    int AGENT = 1;

    /** The track of somebody who was brought in: right, with who was called. */
    int THIRD = 2;

    /** Swallows the audio of a talk that is not recorded. */
    RecordingSink NOWHERE =
            new RecordingSink() {
                @Override
                public void audio(HeardAudio heard) {}

                @Override
                public void finish() {}
            };

    /**
     * One packet as it was heard. Called by one media loop; must neither wait nor allocate: what
     * does not fit is counted and becomes silence.
     */
    void audio(HeardAudio heard);

    /** No more audio comes. Any thread; harmless when repeated. */
    void finish();

    /**
     * A message is wanted: until somebody has said that, or {@link #drop}, it is not announced. Of
     * a talk nobody needs to say it. Any thread; the first word counts.
     */
    default void keep() {}

    /** A message is not wanted: what came of it is deleted. */
    default void drop() {}
}
