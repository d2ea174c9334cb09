package zarang.api.route;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name {@code owner}, or the id of an API key; may stand in a log
 */
public record ApiCaller(String name, Set<Scope> scopes) {
    /** Who asks for what is open to all. */
    public static final ApiCaller NOBODY = new ApiCaller("", Set.of());

    /** Who holds the token of the data folder. */
    public static final ApiCaller OWNER = new ApiCaller("owner", EnumSet.allOf(Scope.class));

    public ApiCaller {
        scopes = Set.copyOf(scopes);
    }
}
