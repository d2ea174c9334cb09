package zarang.ivr.count;

/** Counts something for each of the last {@value #HOURS} hours. Control loop. */
final class HourRing {
    static final int HOURS = 24;

    private final int[] counts = new int[HOURS];
    private long newest;

    /**
     * One more.
     *
     * @param hour since 1970
     */
    void add(long hour) {
        moveTo(hour);
        counts[(int) (hour % HOURS)]++;
    }

    /**
     * The last hours, the one under way last.
     *
     * @param hours 1–{@value #HOURS}
     */
    int[] last(int hours, long hour) {
        moveTo(hour);
        int[] last = new int[hours];
        for (int i = 0; i < hours; i++) {
            last[i] = counts[(int) ((hour - hours + 1 + i) % HOURS)];
        }
        return last;
    }

    /** Forgets the hours that are a day old. A clock that goes back changes nothing. */
    private void moveTo(long hour) {
        for (long gone = Math.max(newest + 1, hour - HOURS + 1); gone <= hour; gone++) {
            counts[(int) (gone % HOURS)] = 0;
        }
        newest = Math.max(newest, hour);
    }
}
