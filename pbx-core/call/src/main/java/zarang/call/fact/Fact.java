package zarang.call.fact;

/**
 * Something that happened and that others must hear of, exactly once each. Immutable.
 *
 * <p>A fact is a record in the room where it happens, with a {@link FactType} that says all that
 * the journal, the webhooks and the log need to know of its kind: none of them knows a fact by
 * name.
 */
public interface Fact {
    /** What kind of fact this is. */
    FactType<?> type();

    /**
     * Writes the fact's own fields, in the order in which they are to be read. What is absent is
     * left out.
     */
    void write(FactWriter to);

    /**
     * Writes what the operator's log shows of it: never a digit that was pressed, nor a secret.
     * Nothing, if the type says it all.
     */
    default void describe(FactWriter to) {}
}
