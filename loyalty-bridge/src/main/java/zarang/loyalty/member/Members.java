package zarang.loyalty.member;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

    /** The second one is for a claim that an earlier one left to another number's member. */
    private static final int CLAIMS_MAX = 2;

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
     * All about a member; empty if the number is nobody's. Fails with {@link DamagedRecord} too:
     * also where the number was claimed by a process that died before it wrote the member, until
     * somebody adds that number again.
     */
    public CompletionStage<Optional<ClubMember>> show(PhoneNumber number) {
        return redis.<String>fcall(
                        "members_owner",
                        ScriptOutputType.VALUE,
                        FIND_LIMIT,
                        List.of(phoneKey(number)))
                .thenCompose(id -> show(id, number));
    }

    private CompletionStage<Optional<ClubMember>> show(String id, PhoneNumber number) {
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return redis.<List<String>>fcall(
                        "members_show",
                        ScriptOutputType.MULTI,
                        FIND_LIMIT,
                        List.of(key(id), key(id) + ":account"))
                .thenApply(row -> Optional.of(read(id, row)))
                .thenApply(found -> {
                    if (!found.map(ClubMember::number).equals(Optional.of(number))) {
                        throw new DamagedRecord(id);
                    }
                    return found;
                });
    }

    /**
     * All about a member but the balance, which is empty here; empty if there is none. Fails with
     * {@link DamagedRecord} too.
     */
    public CompletionStage<Optional<ClubMember>> get(MemberId id) {
        return redis.run(
                        FIND_LIMIT,
                        commands ->
                                commands.hmget(key(id.value()), "number", "name", "tier", "since"))
                .thenApply(values -> {
                    List<String> row = new ArrayList<>();
                    values.forEach(value -> row.add(value.getValueOrElse("")));
                    row.add("0");
                    return values.stream().noneMatch(KeyValue::hasValue)
                            ? Optional.empty()
                            : Optional.of(read(id.value(), row));
                });
    }

    /** In the order that {@code members_show} gives: number, name, tier, since, available. */
    private static ClubMember read(String id, List<String> row) {
        try {
            Member member =
                    new Member(
                            new MemberId(id),
                            row.get(1),
                            new Tier(row.get(2)),
                            new Points(Long.parseLong(row.get(4))));
            return new ClubMember(
                    member,
                    new PhoneNumber(row.get(0)),
                    Instant.ofEpochMilli(Long.parseLong(row.get(3))));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecord(id, e);
        }
    }

    /**
     * Adds a member unless the number is somebody's already. Bears repeating: a second time it is
     * {@link AddOutcome.AlreadyThere}.
     */
    public CompletionStage<AddOutcome> add(NewMember wanted) {
        Optional<String> problem = problem(wanted.name(), wanted.tier());
        if (problem.isPresent()) {
            return CompletableFuture.completedFuture(new AddOutcome.Refused(problem.get()));
        }
        return add(wanted, clock.instant(), "", CLAIMS_MAX);
    }

    /**
     * Claims the number, then writes the member under the id that has it; {@code members.lua} says
     * what a crash in between leaves.
     *
     * @param untrue an owner that turned out to be another number's member, or empty
     */
    private CompletionStage<AddOutcome> add(
            NewMember wanted, Instant now, String untrue, int claims) {
        return redis.<String>fcall(
                        "members_claim",
                        ScriptOutputType.VALUE,
                        CHANGE_LIMIT,
                        List.of(phoneKey(wanted.number())),
                        MemberIds.next(now, random).value(),
                        untrue)
                .thenCompose(id -> addAs(id, wanted, now, claims));
    }

    private CompletionStage<AddOutcome> addAs(
            String id, NewMember wanted, Instant now, int claims) {
        return write(wanted, now, id)
                .thenCompose(reply -> {
                    if (reply.equals("taken") && claims > 1) {
                        return add(wanted, now, id, claims - 1);
                    }
                    return CompletableFuture.completedFuture(added(reply, id));
                });
    }

    private static AddOutcome added(String reply, String id) {
        return switch (reply) {
            case "added" -> {
                log.info("member.added member={}", id);
                yield new AddOutcome.Added(new MemberId(id));
            }
            case "there" -> new AddOutcome.AlreadyThere(new MemberId(id));
            case "taken" -> new AddOutcome.Refused("the new member id is taken: try again");
            default -> throw new IllegalStateException("members_write said " + reply);
        };
    }

    private CompletionStage<String> write(NewMember wanted, Instant now, String id) {
        return redis.fcall(
                "members_write",
                ScriptOutputType.VALUE,
                CHANGE_LIMIT,
                List.of(key(id)),
                wanted.number().e164(),
                wanted.name(),
                wanted.tier().name(),
                Long.toString(now.toEpochMilli()));
    }

    /**
     * Why the club takes no member like this; empty if it does.
     *
     * @return holds neither name nor number
     */
    public Optional<String> problem(String name, Tier tier) {
        if (!tiers.all().contains(tier)) {
            return Optional.of("tier: not one of " + tiers.described());
        }
        return problem(name);
    }

    private static Optional<String> problem(String name) {
        if (name.length() > NAME_MAX) {
            return Optional.of("name: longer than " + NAME_MAX + " characters");
        }
        return name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("name: holds a control character")
                : Optional.empty();
    }

    /** Changes a member's name, tier or both. Bears repeating. */
    public CompletionStage<ChangeOutcome> change(MemberId id, MemberChange wanted) {
        return change(id, wanted, "");
    }

    /**
     * Changes a member only if nobody did meanwhile.
     *
     * @param mark {@link ClubMember#mark} as it was seen; empty: whatever it is
     */
    public CompletionStage<ChangeOutcome> change(MemberId id, MemberChange wanted, String mark) {
        Optional<String> problem =
                wanted.tier().isPresent()
                        ? problem(wanted.name().orElse(""), wanted.tier().get())
                        : problem(wanted.name().orElse(""));
        if (problem.isPresent()) {
            return CompletableFuture.completedFuture(new ChangeOutcome.Refused(problem.get()));
        }
        List<String> fields = new ArrayList<>(List.of(mark));
        wanted.name().ifPresent(name -> fields.addAll(List.of("name", name)));
        wanted.tier().ifPresent(tier -> fields.addAll(List.of("tier", tier.name())));
        return redis.<List<String>>fcall(
                        "members_change",
                        ScriptOutputType.MULTI,
                        CHANGE_LIMIT,
                        List.of(key(id.value())),
                        fields.toArray(String[]::new))
                .thenApply(reply -> changed(id, reply));
    }

    private static ChangeOutcome changed(MemberId id, List<String> reply) {
        return switch (reply.getFirst()) {
            case "changed" -> {
                log.info(
                        "member.changed member={} before={} tier={}",
                        id,
                        reply.get(1),
                        reply.get(2));
                yield new ChangeOutcome.Changed(new Tier(reply.get(1)), new Tier(reply.get(2)));
            }
            case "overtaken" -> new ChangeOutcome.Overtaken();
            case "none" -> new ChangeOutcome.NoSuchMember();
            case "damaged" -> throw new DamagedRecord(id.value());
            default -> throw new IllegalStateException("members_change said " + reply.getFirst());
        };
    }

    private static String key(String id) {
        return "{m:" + id + "}";
    }

    private static String phoneKey(PhoneNumber number) {
        return "phone:" + number.e164();
    }
}
