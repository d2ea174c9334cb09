package zarang.sip.transaction;

import java.util.List;

/**
 * What a machine decided.
 *
 * @param next its state from now on
 * @param actions to be done in order, after the state has changed
 */
record Transition<S, A>(S next, List<A> actions) {
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read, and no farther than this
    static <S, A> Transition<S, A> of(S next, A... actions) {
        return new Transition<>(next, List.of(actions));
    }

    static <S, A> Transition<S, A> of(S next, List<A> actions) {
        return new Transition<>(next, actions);
    }
}
