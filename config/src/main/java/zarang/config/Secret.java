package zarang.config;

/** A secret that was read from a file; printing it shows nothing. */
public final class Secret {
    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /** The secret itself: for whoever uses it, never for a log. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "…";
    }
}
