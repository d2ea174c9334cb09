package zarang.call.journal;

/**
 * A consumer cannot take an entry until somebody has repaired something. To try again soon would
 * only hold up the entries behind it, so the entry is parked at once and tried again later.
 */
public final class RepairNeededException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * @param message what is to be repaired; holds neither name nor number
     */
    public RepairNeededException(String message) {
        super(message);
    }

    public RepairNeededException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
