package zarang.call.script;

/** How recording a caller ended. */
public enum NoteResult {
    /** The script ended it, or silence did, or it was as long as it may be. */
    RECORDED,
    /** Nothing was said, or less than counts; it is not kept. */
    TOO_SHORT,
    /** The recorder could not: the disk, or too many at a time. */
    FAILED
}
