package zarang.loyalty.member;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * The members of the club, in Redis: {@code {m:ID}} is a member, {@code phone:<e164>} says whose a
 * number is. Any thread; nothing waits. Stages fail as {@link RedisLink#fcall} says, except {@link
 * #find}'s, which never do.
 */
public final class Members implements MemberDirectory {
    private static final Logger log = LoggerFactory.getLogger(Members.class);

    /** The call path asks with a shorter limit of its own; this one only ends what it gave up. */
    private static final Duration FIND_LIMIT = Duration.ofSeconds(1);

    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(5);
    private static final int NAME_MAX = 100;

    private final RedisLink redis;
    private final PhoneNumbers numbers;
    private final ClubTiers tiers;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param redis a link that was opened with {@link #library}
     * @param random for member ids; any thread uses it
     */
    public Members(
            RedisLink redis,
            PhoneNumbers numbers,
            ClubTiers tiers,
            InstantSource clock,
            RandomGenerator random) {
        this.redis = redis;
        this.numbers = numbers;
        this.tiers = tiers;
        this.clock = clock;
        this.random = random;
    }

    /** The functions that the link must load. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(Members.class, "members.lua");
    }

    /** Those that the club knows. */
    public ClubTiers tiers() {
        return tiers;
    }

    /** Reads a number as a person writes it; empty if it is none. Any thread, no I/O. */
    public Optional<PhoneNumber> parse(String written) {
        return numbers.parse(written);
    }

    @Override
    public Optional<PhoneNumber> parse(WrittenNumber written) {
        return numbers.parse(written);
    }

    @Override
    public Tier lowestTier() {
        return tiers.lowest();
    }

    @Override
    public CompletionStage<MemberLookup> find(PhoneNumber number) {
        return show(number)
                .handle((found, failure) -> {
                    if (failure != null) {
                        return new MemberLookup.Failed(String.valueOf(failure.getMessage()));
                    }
                    return found.<MemberLookup>map(club -> new MemberLookup.Found(club.member()))
                            .orElseGet(MemberLookup.Unknown::new);
                });
    }

    /**
     * All about a member; empty if the number is nobody's. Fails with {@link DamagedRecord} too.
     */
    public CompletionStage<Optional<ClubMember>> show(PhoneNumber number) {
        return redis.<List<String>>fcall(
                        "members_find",
                        ScriptOutputType.MULTI,
                        FIND_LIMIT,
                        List.of(phoneKey(number)))
                .thenApply(row -> row.isEmpty() ? Optional.empty() : Optional.of(read(row)));
    }

    /** In the order that {@code members_find} gives: id, number, name, tier, since, available. */
    private static ClubMember read(List<String> row) {
        try {
            Member member =
                    new Member(
                            new MemberId(row.get(0)),
                            row.get(2),
                            new Tier(row.get(3)),
                            new Points(Long.parseLong(row.get(5))));
            return new ClubMember(
                    member,
                    new PhoneNumber(row.get(1)),
                    Instant.ofEpochMilli(Long.parseLong(row.get(4))));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecord(row.get(0), e);
        }
    }

    /**
     * Adds a member unless the number is somebody's already. Bears repeating: a second time it is
     * {@link AddOutcome.AlreadyThere}.
     */
    public CompletionStage<AddOutcome> add(NewMember wanted) {
        if (!tiers.all().contains(wanted.tier())) {
            return refused("tier: not one of " + tiers.described());
        }
        if (wanted.name().length() > NAME_MAX) {
            return refused("name: longer than " + NAME_MAX + " characters");
        }
        if (wanted.name().chars().anyMatch(Character::isISOControl)) {
            return refused("name: holds a control character");
        }
        Instant now = clock.instant();
        MemberId id = MemberIds.next(now, random);
        return redis.<List<String>>fcall(
                        "members_add",
                        ScriptOutputType.MULTI,
                        CHANGE_LIMIT,
                        List.of(phoneKey(wanted.number()), key(id)),
                        id.value(),
                        wanted.number().e164(),
                        wanted.name(),
                        wanted.tier().name(),
                        Long.toString(now.toEpochMilli()))
                .thenApply(Members::added);
    }

    private static CompletionStage<AddOutcome> refused(String reason) {
        return CompletableFuture.completedFuture(new AddOutcome.Refused(reason));
    }

    private static AddOutcome added(List<String> reply) {
        return switch (reply.getFirst()) {
            case "added" -> {
                log.info("member.added member={}", reply.get(1));
                yield new AddOutcome.Added(new MemberId(reply.get(1)));
            }
            case "there" -> new AddOutcome.AlreadyThere(new MemberId(reply.get(1)));
            case "id-taken" -> new AddOutcome.Refused("the new member id is taken: try again");
            default -> throw new IllegalStateException("members_add said " + reply.getFirst());
        };
    }

    /** Puts a member in a tier. */
    public CompletionStage<TierOutcome> setTier(MemberId id, Tier tier) {
        if (!tiers.all().contains(tier)) {
            return CompletableFuture.completedFuture(
                    new TierOutcome.Refused("tier: not one of " + tiers.described()));
        }
        return redis.<String>fcall(
                        "members_set_tier",
                        ScriptOutputType.VALUE,
                        CHANGE_LIMIT,
                        List.of(key(id)),
                        tier.name())
                .thenApply(before -> {
                    if (before == null) {
                        return new TierOutcome.NoSuchMember();
                    }
                    log.info("member.tier member={} before={} tier={}", id, before, tier);
                    return new TierOutcome.Set(new Tier(before));
                });
    }

    private static String key(MemberId id) {
        return "{m:" + id.value() + "}";
    }

    private static String phoneKey(PhoneNumber number) {
        return "phone:" + number.e164();
    }
}
