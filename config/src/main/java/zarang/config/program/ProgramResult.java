package zarang.config.program;

/** How a program's run ended. */
public sealed interface ProgramResult {
    /** Exit code 0. */
    @SuppressWarnings("ArrayRecordComponent") // handed over; nobody compares it
    record Done(byte[] output) implements ProgramResult {}

    /**
     * It could not be started, said that it failed, took too long or said too much.
     *
     * @param why for an admin; a line
     */
    record Failed(String why) implements ProgramResult {}
}
