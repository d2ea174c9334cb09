package zarang.loyalty.points;

import java.util.Set;
import zarang.call.MemberId;
import zarang.call.Points;

class AccountsInMemoryTest extends AwardsContract {
    private final AccountsInMemory accounts = new AccountsInMemory(Set.of(MINA, OMID));

    @Override
    AwardOutcome award(Award award) {
        return accounts.award(award);
    }

    @Override
    Points available(MemberId member) {
        return accounts.available(member);
    }
}
