package zarang.routing.calling;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.plan.AgentCode;

/**
 * What agents dial to set what they do.
 *
 * @param codes none begins with another one
 */
public record AgentCodes(Map<AgentCode.Kind, String> codes) {
    /** None. */
    public static final AgentCodes NONE = new AgentCodes(Map.of());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{0,2}");

    public AgentCodes {
        codes = Map.copyOf(codes);
    }

    /** What is asked by that number; empty if it is no code. */
    Optional<AgentCode> dialled(String number) {
        return codes.entrySet().stream()
                .filter(code -> number.startsWith(code.getValue()))
                .flatMap(code ->
                        read(code.getKey(), number.substring(code.getValue().length())).stream())
                .findFirst();
    }

    private static Optional<AgentCode> read(AgentCode.Kind kind, String rest) {
        boolean counts =
                switch (kind) {
                    case PAUSE, MORE_WRAP_UP, DISPOSITION -> true;
                    case READY, LOG_OUT -> false;
                };
        return rest.isEmpty() || (counts && NUMBER.matcher(rest).matches())
                ? Optional.of(new AgentCode(kind, rest.isEmpty() ? 0 : Integer.parseInt(rest)))
                : Optional.empty();
    }
}
