package zarang.ivr.step;

/**
 * What a step can do. A verb is one file: its keys and outcomes (the key table), its reading, its
 * run; and one line in the list of verbs, or in {@code META-INF/services/zarang.ivr.step.IvrVerb}
 * of another jar. Immutable, any thread.
 */
public interface IvrVerb {
    /** The keys and outcomes. The schema and the reference are made from it. */
    VerbTable table();

    /** Reads a step that holds to the table. */
    StepRun read(StepReader step);

    /** Whether its steps make sense after the caller has hung up: nothing is heard or pressed. */
    default boolean afterHangUp() {
        return false;
    }
}
