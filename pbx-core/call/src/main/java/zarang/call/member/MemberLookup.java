package zarang.call.member;

/** What came of a member look-up. */
public sealed interface MemberLookup {
    record Found(Member member) implements MemberLookup {}

    /** Nobody by that number. */
    record Unknown() implements MemberLookup {}

    /** There is no number to look up: withheld, not understood, or of a source not believed. */
    record Withheld() implements MemberLookup {}

    /** No answer within the limit. */
    record TimedOut() implements MemberLookup {}

    /** The directory said no: Redis is gone or the record is not readable. */
    record Failed(String detail) implements MemberLookup {}
}
