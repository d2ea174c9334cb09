package zarang.journal.spool;

/**
 * A place in the spool: everything before it was written earlier.
 *
 * @param segment number of the segment; grows with each new one, and with the time of its making,
 *     so that a data folder that comes back from a backup does not use a number again
 * @param offset bytes from its beginning
 */
public record Place(long segment, long offset) implements Comparable<Place> {
    static final Place FIRST = new Place(0, 0);

    /** Reads what {@link #toString} wrote; anything else is the first place of all. */
    public static Place parse(String text) {
        return text.matches("[0-9]{20}:[0-9]{20}")
                ? new Place(
                        Long.parseLong(text.substring(0, 20)), Long.parseLong(text.substring(21)))
                : FIRST;
    }

    @Override
    public int compareTo(Place other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }

    /** Twenty digits, a colon, twenty digits: as text it sorts as it does as a number. */
    @Override
    public String toString() {
        return "%020d:%020d".formatted(segment, offset);
    }
}
