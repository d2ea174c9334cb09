package zarang.sip.message;

/** Method names of which each message need not have a copy of its own. */
final class Methods {
    private Methods() {}

    static String shared(String written) {
        return switch (written) {
            case "INVITE" -> "INVITE";
            case "ACK" -> "ACK";
            case "BYE" -> "BYE";
            case "CANCEL" -> "CANCEL";
            case "OPTIONS" -> "OPTIONS";
            case "REGISTER" -> "REGISTER";
            case "INFO" -> "INFO";
            default -> written;
        };
    }
}
