package zarang.sip.phone;

import zarang.call.Cause;

/** What happens to the phone. Each in a message of its own on the control loop. */
public sealed interface PhoneEvent {
    /**
     * The server knows where the phone is; again after each refresh.
     *
     * @param expiresSeconds as granted
     */
    record Registered(long expiresSeconds) implements PhoneEvent {}

    /** The server refused; the phone tries again unless the password is wrong. */
    record RegistrationFailed(int status) implements PhoneEvent {}

    /** The server has forgotten the phone, as asked. */
    record Unregistered() implements PhoneEvent {}

    /**
     * A call comes in.
     *
     * @param callerUser the user part of its From
     * @param callerName the display name of its From
     */
    record Incoming(String callerUser, String callerName) implements PhoneEvent {}

    /** The called phone rings. */
    record Ringing() implements PhoneEvent {}

    /** Media flows. */
    record Answered() implements PhoneEvent {}

    /** The other side put the call on hold, or took it off. */
    record Held(boolean held) implements PhoneEvent {}

    /** The phone put the call on hold, or took it off. */
    record Holding(boolean holding) implements PhoneEvent {}

    /** The other side did not take the phone's hold or resume; the call is as it was. */
    record HoldRefused(int status) implements PhoneEvent {}

    record Digit(char digit) implements PhoneEvent {}

    /** What was played is over. */
    record PlayFinished() implements PhoneEvent {}

    /**
     * The call is over.
     *
     * @param status the final status of a call that was refused; otherwise 0
     */
    record Ended(Cause cause, boolean byRemote, int status) implements PhoneEvent {}
}
