package zarang.sip.registrar;

/** Hears which users have a phone. Control loop. */
public interface RegistrarListener {
    /** The user's first phone registered. */
    void registered(String user);

    /** The user's last phone left or was not heard of in time. */
    void unregistered(String user);
}
