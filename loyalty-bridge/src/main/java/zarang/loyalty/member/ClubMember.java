package zarang.loyalty.member;

import java.time.Instant;
import zarang.call.PhoneNumber;
import zarang.call.member.Member;

/**
 * A member with all that the club keeps.
 *
 * @param since when the member was added
 */
public record ClubMember(Member member, PhoneNumber number, Instant since) {}
