package zarang.loyalty.points;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.journal.Journal;
import zarang.call.member.Member;
import zarang.loyalty.member.ClubMember;
import zarang.testkit.StoreAnswers;

/** The real consumer that gives points, over accounts in memory. */
public final class PointsInWorld {
    private PointsInWorld() {}

    /**
     * Makes it.
     *
     * @param members of the club, by their numbers
     * @param answers of the accounts and the members; at once or not at all
     * @param journal where it says what it gave; answers at once
     */
    public static PointsForContacts over(
            AccountsInMemory accounts,
            Map<PhoneNumber, Member> members,
            StoreAnswers answers,
            Journal journal,
            List<EarningRule> rules,
            ZoneId zone) {
        return new PointsForContacts(
                number ->
                        answers.to(() ->
                                Optional.ofNullable(members.get(number))
                                        .map(found ->
                                                new ClubMember(found, number, Instant.EPOCH))),
                award -> answers.to(() -> accounts.award(award)),
                journal,
                rules,
                zone);
    }
}
