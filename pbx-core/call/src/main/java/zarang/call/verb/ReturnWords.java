package zarang.call.verb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallbackTried;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceQuestion;

/** What a call that calls somebody back says to the floor, to the list and to the journal. */
record ReturnWords(CallState call, CallbackTask task, AgentOffer offer) {
    /** How long the agent is kept waiting for the word that the number may be dialled. */
    private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

    /** Has the try counted; {@link zarang.call.script.ServiceAnswer} follows. */
    void askToTry() {
        call.command(
                new CallCommand.Ask(
                        CallbackArguments.TRY_SERVICE,
                        new ServiceQuestion(
                                Optional.of(call.id),
                                Optional.of(task.number()),
                                Optional.of(offer.agent()),
                                Map.of(CallbackArguments.ID, new ScriptValue.Text(task.id()))),
                        ASK_LIMIT));
    }

    void dialled(String outcome) {
        call.write(new CallDialled(offer.agent(), Optional.empty(), outcome));
    }

    void tried(String outcome) {
        call.write(new CallbackTried(task.id(), task.queue(), offer.agent(), outcome));
    }

    void agentTook() {
        call.queue(new QueueCommand.OfferAnswered(offer.subject(), offer.id(), offer.agent()));
    }

    /** The agent is free at once. */
    void nobodyThere() {
        call.queue(new QueueCommand.NobodyThere(offer.subject(), offer.id(), offer.agent()));
    }

    /** The offer is over, and what was offered waits no more. */
    void left() {
        call.queue(new QueueCommand.Leave(offer.subject(), LeaveReason.CALL_FAILED));
    }
}
