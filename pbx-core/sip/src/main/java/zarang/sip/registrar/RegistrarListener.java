package zarang.sip.registrar;

/** Hears which users have a phone. Control loop. */
public interface RegistrarListener {
    /**
     * A phone of the user registered: its first one, another one, or one anew, which is under
     * another Call-ID, from elsewhere, or with numbers that begin again. A refresh is not reported.
     */
    void registered(String user);

    /** The user's last phone left or was not heard of in time. */
    void unregistered(String user);
}
