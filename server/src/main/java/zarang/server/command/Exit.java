package zarang.server.command;

/** Exit codes of every command. */
public final class Exit {
    public static final int DONE = 0;

    /** The input is at fault: a script, a configuration, a number. */
    public static final int INPUT = 1;

    /** The command line is at fault. */
    public static final int USAGE = 2;

    /** There is no server to ask. */
    public static final int NO_SERVER = 3;

    private Exit() {}
}
