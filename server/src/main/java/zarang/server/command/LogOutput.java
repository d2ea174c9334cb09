package zarang.server.command;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's way out, which has a thread of its own so that no caller waits for a terminal. */
public final class LogOutput {
    private LogOutput() {}

    /** Writes what waits, for a second at most, and ends the log. For the end of the process. */
    public static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    /** Lines that found no room since the start of the process. Any thread. */
    public static long dropped() {
        return LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                                instanceof ch.qos.logback.classic.Logger root
                        && root.getAppender("STDERR") instanceof BatchedLog log
                ? log.dropped()
                : 0;
    }
}
