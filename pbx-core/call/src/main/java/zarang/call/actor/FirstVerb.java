package zarang.call.actor;

import java.util.Optional;
import java.util.function.Function;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegEvent;
import zarang.call.member.MemberDirectory;
import zarang.call.plan.AgentCode;
import zarang.call.plan.Numbering;
import zarang.call.plan.Route;
import zarang.call.plan.SupervisedTalk;
import zarang.call.script.ScriptRun;
import zarang.call.verb.CallOut;
import zarang.call.verb.PickUp;
import zarang.call.verb.RunScript;
import zarang.call.verb.SetOwnState;
import zarang.call.verb.SupervisionWish;
import zarang.call.verb.VerbStart;

/** What becomes of a call that came in. */
sealed interface FirstVerb {
    /**
     * A call of its own begins.
     *
     * @param caller the number of whom it is from, if that may be believed
     */
    record Begins(Optional<PhoneNumber> caller, VerbStart verb) implements FirstVerb {}

    /** Its leg joins a call that is on, which answers it or refuses it. */
    record Joins(CallId call, VerbStart verb) implements FirstVerb {}

    /** Nothing. */
    record Nothing(Cause cause) implements FirstVerb {}

    /** Finds it, by where the numbers lead. */
    record Finder(
            Numbering numbers,
            MemberDirectory members,
            Function<LegId, Optional<CallId>> calls,
            Function<AgentId, Optional<CallId>> talks) {
        /** Whether there is anything; changes nothing. */
        boolean isThere(LegEvent.Arrived arrived) {
            return isOfAgent(arrived) || numbers.scripts().answers(arrived.calledUser());
        }

        /**
         * Begins nothing, but counts a call outside; see {@link zarang.call.plan.DialPlan}.
         *
         * @param id that a call of its own would have
         */
        FirstVerb of(LegEvent.Arrived arrived, CallId id) {
            if (isOfAgent(arrived)) {
                return ofAgent(arrived, id, new AgentId(arrived.origin().user()));
            }
            return arrived.origin().replaces().isPresent()
                    ? new Nothing(Cause.CALL_REJECTED)
                    : script(arrived, new Route.Script(arrived.calledUser()));
        }

        private FirstVerb ofAgent(LegEvent.Arrived arrived, CallId id, AgentId agent) {
            Optional<LegId> replaced = arrived.origin().replaces();
            if (replaced.isPresent()) {
                return joins(
                        replaced.flatMap(calls),
                        PickUp.insteadOf(replaced.get(), arrived.leg(), agent));
            }
            Optional<SupervisedTalk> talk = numbers.plan().supervised(agent, arrived.calledUser());
            if (talk.isPresent()) {
                return joins(
                        talks.apply(talk.get().agent()),
                        SupervisionWish.dialled(arrived.leg(), agent, talk.get()));
            }
            Optional<AgentCode> code = numbers.plan().ownState(arrived.calledUser());
            if (code.isPresent()) {
                return new Begins(Optional.empty(), SetOwnState.of(arrived, agent, code.get()));
            }
            return switch (numbers.route(id, agent, arrived.calledUser())) {
                case Route.Script number -> script(arrived, number);
                case Route.Place place ->
                        joins(
                                numbers.parking().at(place.number()),
                                PickUp.parked(arrived.leg(), agent));
                case Route.ToSomebody route ->
                        new Begins(Optional.empty(), CallOut.of(arrived, agent, route));
            };
        }

        private static FirstVerb joins(Optional<CallId> call, VerbStart verb) {
            return call.<FirstVerb>map(there -> new Joins(there, verb))
                    .orElseGet(() -> new Nothing(Cause.NO_USER_RESPONDING));
        }

        private FirstVerb script(LegEvent.Arrived arrived, Route.Script number) {
            Optional<ScriptRun> run = numbers.begin(number);
            return run.<FirstVerb>map(begun ->
                            new Begins(
                                    caller(arrived),
                                    RunScript.of(
                                            arrived,
                                            agent(arrived),
                                            arrived.origin().divertedBy().flatMap(members::parse),
                                            begun)))
                    .orElseGet(() -> new Nothing(Cause.UNALLOCATED_NUMBER));
        }

        private static boolean isOfAgent(LegEvent.Arrived arrived) {
            return agent(arrived).isPresent();
        }

        private static Optional<AgentId> agent(LegEvent.Arrived arrived) {
            return Optional.of(arrived.origin().user())
                    .filter(user -> !user.isEmpty())
                    .map(AgentId::new);
        }

        private Optional<PhoneNumber> caller(LegEvent.Arrived arrived) {
            return arrived.origin().callerTrusted()
                    ? arrived.caller().stream()
                            .map(members::parse)
                            .flatMap(Optional::stream)
                            .findFirst()
                    : Optional.empty();
        }

        /** With which leg's call its own media is mixed, if that is known before it is taken. */
        Optional<CallId> joined(LegEvent.Arrived arrived) {
            return isOfAgent(arrived)
                    ? arrived.origin()
                            .replaces()
                            .flatMap(calls)
                            .or(() -> numbers.parking().at(arrived.calledUser()))
                            .or(() ->
                                    numbers.plan()
                                            .supervised(
                                                    new AgentId(arrived.origin().user()),
                                                    arrived.calledUser())
                                            .flatMap(talk -> talks.apply(talk.agent())))
                    : Optional.empty();
        }
    }
}
