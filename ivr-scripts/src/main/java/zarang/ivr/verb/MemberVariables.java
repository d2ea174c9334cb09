package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import zarang.ivr.service.MemberService;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** What {@code lookup: member} sets. */
final class MemberVariables {
    private static final String ORIGIN = "lookup: " + MemberService.NAME;

    static final Variable TIER = new Variable("member.tier", VariableType.TEXT, ORIGIN);
    static final Variable POINTS = new Variable("member.points", VariableType.NUMBER, ORIGIN);

    /** What scripts can speak of. */
    static final List<Variable> ALL = List.of(TIER, POINTS);

    /** The same by what the service calls it. */
    static final Map<String, Variable> BY_VALUE =
            Map.of(MemberService.TIER, TIER, MemberService.POINTS, POINTS);

    /** How the last look-up ended, by its outcome; for verbs, not for scripts. */
    static final Variable OUTCOME = new Variable("member.outcome", VariableType.TEXT, ORIGIN);

    private MemberVariables() {}
}
