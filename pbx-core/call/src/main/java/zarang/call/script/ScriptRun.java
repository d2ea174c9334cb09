package zarang.call.script;

import java.util.List;

/**
 * One run of one script for one call. A state machine: event in, commands out; no I/O, no clock, no
 * thread. The version it began with stays with it to its end.
 */
public interface ScriptRun {
    /** The script's name, such as {@code hotline}. */
    String script();

    /** The version in use, 1 and up. */
    int version();

    /** The language it speaks now, such as {@code fa}. */
    String language();

    /** What to do now. After {@link ScriptCommand.HangUp} nothing more comes. */
    List<ScriptCommand> on(ScriptEvent event);
}
