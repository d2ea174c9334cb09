package zarang.journal;

/**
 * An entry as it was written, and where its parts begin.
 *
 * @param line the whole of it
 * @param noteFrom where the {@link CallNote} begins; as {@code dataFrom} if there is none
 * @param dataFrom where the name {@code data} begins, behind the note
 * @param objectFrom where the data itself begins; it is the last thing in the line
 */
record EntryText(String line, int noteFrom, int dataFrom, int objectFrom) {
    /** Without the note: what the stream keeps. */
    String forStream() {
        return noteFrom == dataFrom ? line : line.substring(0, noteFrom) + line.substring(dataFrom);
    }

    /** The fact's own fields, a JSON object. */
    String data() {
        return line.substring(objectFrom, line.stripTrailing().length() - 1);
    }
}
