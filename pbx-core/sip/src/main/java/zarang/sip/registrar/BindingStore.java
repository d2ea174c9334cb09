package zarang.sip.registrar;

import java.util.List;

/** Where bindings are kept over a restart. Control loop; must not wait. */
@FunctionalInterface
public interface BindingStore<F> {
    /** All bindings that the user has now, those that did not change included; none: forget it. */
    void save(String user, List<Binding<F>> bindings);

    /** Keeps nothing. */
    static <F> BindingStore<F> none() {
        return (user, bindings) -> {};
    }
}
