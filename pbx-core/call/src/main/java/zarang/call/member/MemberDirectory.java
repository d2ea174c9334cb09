package zarang.call.member;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.WrittenNumber;

/** The port to the club's members. */
public interface MemberDirectory {
    /**
     * Looks a member up by telephone number. Control loop; returns at once. The stage completes on
     * any thread, never exceptionally; the one who asks sets the time limit.
     */
    CompletionStage<MemberLookup> find(PhoneNumber number);

    /** The telephone number that a message means; empty if it means none. Any thread, no I/O. */
    Optional<PhoneNumber> parse(WrittenNumber written);

    /** The club's lowest tier, which callers have who are not known as members. Any thread. */
    Tier lowestTier();
}
