package zarang.sip.transaction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the user. What it throws is its own fault and must not stop the loop. */
record UserCalls(TransactionTally tally) {
    private static final Logger log = LoggerFactory.getLogger(UserCalls.class);

    /** Whether it went well. */
    boolean tell(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    void failed(RuntimeException failure) {
        tally.userFailures++;
        log.error("sip.user-failed: a fault in the program, please report it", failure);
    }
}
