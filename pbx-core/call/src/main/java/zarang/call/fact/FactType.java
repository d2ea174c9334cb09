package zarang.call.fact;

import java.util.regex.Pattern;

/**
 * A kind of fact, and all that others must know of it. There is one for each kind, a constant of
 * its record.
 */
public final class FactType<F> {
    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}(\\.[a-z-]{1,30}){1,2}");

    /** Makes a fact of its fields. */
    @FunctionalInterface
    public interface Reading<F> {
        /**
         * Reads the fields that {@code Fact.write} wrote, in this version or an earlier one.
         *
         * @throws UnreadableEntryException a field is missing or wrong
         */
        F read(FactReader from) throws UnreadableEntryException;
    }

    private final String name;
    private final Class<F> kind;
    private final Reading<F> reading;
    private final boolean vital;
    private final boolean toldUnasked;
    private final CallMark mark;

    private FactType(
            String name,
            Class<F> kind,
            Reading<F> reading,
            boolean vital,
            boolean toldUnasked,
            CallMark mark) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a fact's name: " + name);
        }
        this.name = name;
        this.kind = kind;
        this.reading = reading;
        this.vital = vital;
        this.toldUnasked = toldUnasked;
        this.mark = mark;
    }

    /**
     * A kind that every endpoint gets, is not vital, and says nothing of a call's state.
     *
     * @param name in webhooks and in the journal, such as {@code call.started}; never changes
     */
    public static <F> FactType<F> of(String name, Class<F> kind, Reading<F> reading) {
        return new FactType<>(name, kind, reading, false, true, CallMark.NONE);
    }

    /** The same, for which the last tenth of a full spool is kept: points or reports need it. */
    public FactType<F> vital() {
        return new FactType<>(name, kind, reading, true, toldUnasked, mark);
    }

    /** The same, told only to endpoints that name it. */
    public FactType<F> onlyIfAsked() {
        return new FactType<>(name, kind, reading, vital, false, mark);
    }

    /** The same, saying this of the call that it is about. */
    public FactType<F> marks(CallMark what) {
        return new FactType<>(name, kind, reading, vital, toldUnasked, what);
    }

    public String name() {
        return name;
    }

    /** The record. */
    public Class<F> kind() {
        return kind;
    }

    public boolean isVital() {
        return vital;
    }

    /** Whether consumers ever see it; the intent to answer is the journal's own. */
    public boolean isTold() {
        return mark != CallMark.ANSWERING;
    }

    /** Whether an endpoint gets it that does not name the kinds it wants. */
    public boolean isToldUnasked() {
        return toldUnasked && isTold();
    }

    public CallMark mark() {
        return mark;
    }

    /**
     * Makes a fact of its fields.
     *
     * @throws UnreadableEntryException a field is missing or wrong, or out of its range
     */
    public F read(FactReader from) throws UnreadableEntryException {
        try {
            return reading.read(from);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // not the message: it may quote a caller's number
            throw new UnreadableEntryException(name + ": a value is out of range", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
