package zarang.ivr.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the published versions of every flow are kept, so that a number means the same text for as
 * long as it is kept: also after a restart, also in old events. A number counts what changed: the
 * same text is the same version, and no number is used twice. Blocks; any thread. Every method
 * fails with {@link IOException} if the store cannot be reached; nothing has changed then, as far
 * as can be known, and asking again does no harm.
 */
public interface FlowStore {
    /** Who puts in use what is in the folder when a process begins. */
    String START = "a start";

    /**
     * Puts a text in use: the version that has it, or a new one.
     *
     * @param by who wants it
     */
    FlowVersion publish(String flow, String text, String by) throws IOException;

    /**
     * The version that a start puts in use. A text that is not known is new; one that is known
     * leaves in use what was in use, so that a restart does not undo a roll-back.
     */
    FlowVersion atStart(String flow, String text) throws IOException;

    /** The version before the one in use. */
    Optional<FlowVersion> before(String flow) throws IOException;

    /** The versions that are kept, in order. */
    List<KeptVersion> kept(String flow) throws IOException;

    /** A version that is kept. */
    Optional<FlowVersion> find(String flow, int number) throws IOException;

    /** Puts a version in use that is kept already. */
    void use(FlowVersion version) throws IOException;
}
