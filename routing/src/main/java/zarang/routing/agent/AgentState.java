package zarang.routing.agent;

import java.time.Instant;
import java.util.Optional;
import zarang.call.Words;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;

/** What an agent is doing. Only an {@link Available} one is offered callers. */
public sealed interface AgentState {
    /**
     * Away.
     *
     * @param owed the wrap-up that goes on meanwhile: a phone that is back before its end does not
     *     end it
     */
    record LoggedOut(LogOutReason reason, Optional<WrapUp> owed) implements AgentState {
        public LoggedOut() {
            this(LogOutReason.NO_PHONE, Optional.empty());
        }
    }

    /** Free; the longest idle is offered a caller first. */
    record Available(Instant since) implements AgentState {}

    /**
     * A caller is being offered: the lease is asked for, or the phone rings.
     *
     * @param idleSince its place among the idle, should the caller go away
     */
    record Reserved(OfferId offer, Instant idleSince) implements AgentState {}

    record OnCall(OfferId offer) implements AgentState {}

    /**
     * In a call that the floor did not offer: one of its own, or one that was handed on to it.
     *
     * @param call that it is in
     * @param until when nobody believes that any more
     */
    record Engaged(Subject call, Instant until) implements AgentState {}

    /**
     * Notes after a talk.
     *
     * @param offer whose talk it was; its lease is kept, so that other processes let the agent be
     */
    record WrapUp(OfferId offer, Instant until) implements AgentState {}

    /** Left alone after an offer that came to nothing. */
    record Resting(RestReason reason, Instant until) implements AgentState {}

    /**
     * Not offered callers until it is said to be ready or, if {@code until} is there, its phone
     * registers anew or that is over.
     */
    record NotReady(PauseReason reason, Optional<Instant> until) implements AgentState {}

    enum RestReason {
        NO_ANSWER,
        BUSY,
        REJECTED,
        UNREACHABLE,
        /** Another process holds the agent. */
        TAKEN_ELSEWHERE
    }

    enum LogOutReason {
        /** None that can be reached. */
        NO_PHONE,
        /** It was asked to. */
        CHOSEN
    }

    /** The offer whose lease the agent is under. */
    default Optional<OfferId> lease() {
        return switch (this) {
            case Reserved s -> Optional.of(s.offer());
            case OnCall s -> Optional.of(s.offer());
            case WrapUp s -> Optional.of(s.offer());
            case LoggedOut s -> s.owed().map(WrapUp::offer);
            case Available _, Engaged _, Resting _, NotReady _ -> Optional.empty();
        };
    }

    /** When it ends by itself. */
    default Optional<Instant> endsAt() {
        return switch (this) {
            case Engaged s -> Optional.of(s.until());
            case WrapUp s -> Optional.of(s.until());
            case Resting s -> Optional.of(s.until());
            case NotReady s -> s.until();
            case LoggedOut s -> s.owed().map(WrapUp::until);
            case Available _, Reserved _, OnCall _ -> Optional.empty();
        };
    }

    /** Whether the agent is at work: will take callers now or later without a new log-in. */
    default boolean atWork() {
        return switch (this) {
            case Available _, Reserved _, OnCall _, Engaged _, WrapUp _, Resting _ -> true;
            case LoggedOut _, NotReady _ -> false;
        };
    }

    /** Why, in a word such as {@code no-answer} or {@code lunch}, where there are several whys. */
    default Optional<String> why() {
        return switch (this) {
            case LoggedOut s -> Optional.of(Words.of(s.reason()));
            case Resting s -> Optional.of(Words.of(s.reason()));
            case NotReady s -> Optional.of(s.reason().name());
            case Available _, Reserved _, OnCall _, Engaged _, WrapUp _ -> Optional.empty();
        };
    }

    /** The name in logs and metrics, such as {@code wrap-up}. */
    default String label() {
        return switch (this) {
            case LoggedOut _ -> "logged-out";
            case Available _ -> "available";
            case Reserved _ -> "reserved";
            case OnCall _ -> "on-call";
            case Engaged _ -> "engaged";
            case WrapUp _ -> "wrap-up";
            case Resting _ -> "resting";
            case NotReady _ -> "not-ready";
        };
    }
}
