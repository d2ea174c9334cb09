package zarang.loyalty.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import zarang.call.PhoneNumber;
import zarang.call.member.Member;

/**
 * A member with all that the club keeps.
 *
 * @param since when the member was added
 */
public record ClubMember(Member member, PhoneNumber number, Instant since) {
    private static final int MARK_LENGTH = 24;

    /**
     * Changes whenever what can be edited does: tier and name. {@code members.lua} makes it too.
     */
    public String mark() {
        String edited = member.tier().name() + "\n" + member.name();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(edited.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, MARK_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
