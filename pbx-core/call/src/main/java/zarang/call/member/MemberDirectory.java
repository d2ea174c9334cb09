package zarang.call.member;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.PhoneNumber;

/** The port to the club's members. */
public interface MemberDirectory {
    /**
     * Looks a member up by telephone number. Control loop; returns at once. The stage completes on
     * any thread, never exceptionally; whoever asks sets the time limit.
     */
    CompletionStage<MemberLookup> find(PhoneNumber number);

    /**
     * Reads a telephone number as a person or a trunk writes it; empty if it is none. Any thread,
     * no I/O.
     */
    Optional<PhoneNumber> parse(String written);
}
