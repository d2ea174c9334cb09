package zarang.routing.calling;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.plan.SupervisedTalk;
import zarang.call.plan.SupervisionMode;

/**
 * Who may be in the talks of others.
 *
 * @param supervisors agents, by extension
 * @param codes what a supervisor dials before an agent's extension to be in that one's talk; none
 *     begins with another one
 */
public record SupervisionSettings(Set<AgentId> supervisors, Map<SupervisionMode, String> codes) {
    /** Nobody. */
    public static final SupervisionSettings NOBODY = new SupervisionSettings(Set.of(), Map.of());

    public SupervisionSettings {
        supervisors = Set.copyOf(supervisors);
        codes = Map.copyOf(codes);
    }

    /** Whose talk that is, of a supervisor; empty of anybody else, and of any other number. */
    Optional<SupervisedTalk> dialled(AgentId by, String number) {
        return codes.entrySet().stream()
                .filter(code -> supervisors.contains(by) && number.startsWith(code.getValue()))
                .flatMap(code ->
                        Extension.of(number.substring(code.getValue().length())).stream()
                                .map(agent -> new SupervisedTalk(agent, code.getKey())))
                .findFirst();
    }
}
