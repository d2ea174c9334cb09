package zarang.call.verb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.RungFor;
import zarang.call.member.Member;

/** Who called: the leg, who it is, and what Zarang plays to it now. Control loop. */
public final class Caller {
    private static final int CHOICES_MAX = 8;

    private final LegId leg;
    private final Optional<PhoneNumber> number;
    private final Tier lowestTier;
    private Optional<AgentId> agent = Optional.empty();
    private Optional<Member> member = Optional.empty();
    private long play;
    private Runnable whenHeard = Caller::nothing;
    private String music = "hold-music";
    private String language = "fa";
    private String shownAs = "anonymous";
    private final Deque<String> chosen = new ArrayDeque<>();

    /**
     * @param number the trusted number, if there is one
     * @param lowestTier of a caller who is not known as a member
     */
    public Caller(LegId leg, Optional<PhoneNumber> number, Tier lowestTier) {
        this.leg = leg;
        this.number = number;
        this.lowestTier = lowestTier;
    }

    /** The leg it called by. */
    public LegId leg() {
        return leg;
    }

    /** The trusted number, if there is one. */
    public Optional<PhoneNumber> number() {
        return number;
    }

    Optional<Member> member() {
        return member;
    }

    void isMember(Member known) {
        member = Optional.of(known);
    }

    /** Who called, if it was an agent. */
    Optional<AgentId> agent() {
        return agent;
    }

    void isAgent(AgentId who) {
        agent = Optional.of(who);
    }

    /** Whoever was called is the caller from here on, and was called by {@code dialled}. */
    Caller turnedInto(LegId calledLeg, Optional<AgentId> calledAgent, String dialled) {
        Caller called = new Caller(calledLeg, Optional.empty(), lowestTier);
        called.agent = calledAgent;
        called.shownAs = dialled;
        return called;
    }

    /** The name for a phone to show; may be empty. */
    private String shownName() {
        return member.map(Member::name).orElse("");
    }

    /** The number for a phone to show. */
    private String shownUser() {
        return number.map(PhoneNumber::e164).or(() -> agent.map(AgentId::value)).orElse(shownAs);
    }

    /** What a phone shows that it comes to, after it waited in {@code queue}. */
    CallerShown shown(Optional<QueueName> queue) {
        return new CallerShown(
                shownName(),
                shownUser(),
                queue,
                Optional.of(tier()),
                Optional.empty(),
                String.join("-", chosen),
                RungFor.CALL);
    }

    /** What it chose in a menu: the last {@value #CHOICES_MAX} are known. */
    void chose(String key) {
        chosen.add(key);
        if (chosen.size() > CHOICES_MAX) {
            chosen.remove();
        }
    }

    Tier tier() {
        return member.map(Member::tier).orElse(lowestTier);
    }

    /** Plays prompts once, then runs {@code then}, unless they were stopped or replaced. */
    LegCommand play(List<String> prompts, String language, Runnable then) {
        whenHeard = then;
        return new LegCommand.Play(leg, ++play, prompts, language, false);
    }

    /** Plays music without an end. */
    LegCommand playMusic(String music, String language) {
        whenHeard = Caller::nothing;
        return new LegCommand.Play(leg, ++play, List.of(music), language, true);
    }

    /** What it hears while nobody talks with it, from here on; of an empty name nothing. */
    void waitsWith(String music, String language) {
        this.music = music;
        this.language = language;
    }

    /** Plays that. */
    LegCommand hold() {
        return music.isEmpty() ? stopPlay() : playMusic(music, language);
    }

    LegCommand stopPlay() {
        quiet();
        return new LegCommand.StopPlay(leg);
    }

    /** Nobody waits for the end of what plays. */
    void quiet() {
        whenHeard = Caller::nothing;
    }

    private static void nothing() {}

    /** A play was heard to its end; an older one than the last concerns nobody. */
    void played(long which) {
        if (which == play) {
            Runnable then = whenHeard;
            whenHeard = Caller::nothing;
            then.run();
        }
    }
}
