package zarang.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ;name=value} parameters of a URI or a header, in their order. Names compare without
 * regard to case; of a name given twice the first counts. Immutable.
 */
public final class Params {
    public static final Params NONE = new Params(List.of());

    /** What is read has no more; the busiest Via has some ten. Each one more is a copy of all. */
    static final int MAX = 64;

    private record Param(String name, @Nullable String written) {}

    private final List<Param> params;

    private Params(List<Param> params) {
        this.params = params;
    }

    /** The value, without quotes; empty if the parameter is absent or has none. */
    public Optional<String> get(String name) {
        Param param = find(name);
        return param == null || param.written() == null
                ? Optional.empty()
                : Optional.of(Quoted.unquote(param.written()));
    }

    /** Whether the parameter is there, with or without a value. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** The same with {@code name=value}, in its old place if it had one. */
    public Params with(String name, String value) {
        return replaced(new Param(name, value));
    }

    /** The same with a parameter that has no value. */
    public Params with(String name) {
        return replaced(new Param(name, null));
    }

    /** The same without a parameter. */
    public Params without(String name) {
        return has(name)
                ? new Params(params.stream().filter(p -> !p.name().equalsIgnoreCase(name)).toList())
                : this;
    }

    public boolean isEmpty() {
        return params.isEmpty();
    }

    /** Whether there are as many as are read. */
    boolean isFull() {
        return params.size() >= MAX;
    }

    private @Nullable Param find(String name) {
        for (Param param : params) {
            if (param.name().equalsIgnoreCase(name)) {
                return param;
            }
        }
        return null;
    }

    private Params replaced(Param fresh) {
        List<Param> copy = new ArrayList<>(params);
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i).name().equalsIgnoreCase(fresh.name())) {
                copy.set(i, fresh);
                return new Params(copy);
            }
        }
        copy.add(fresh);
        return new Params(copy);
    }

    /** Each parameter with a {@code ;} before it. */
    @Override
    public String toString() {
        if (params.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (Param param : params) {
            out.append(';').append(param.name());
            if (param.written() != null) {
                out.append('=').append(param.written());
            }
        }
        return out.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Params that && params.equals(that.params);
    }

    @Override
    public int hashCode() {
        return params.hashCode();
    }
}
