package zarang.sip.transaction;

import java.util.List;

/**
 * What a machine decided.
 *
 * @param next its state from now on
 * @param actions to be done in order, after the state has changed
 */
record Transition<S>(S next, List<Action> actions) {
    static <S> Transition<S> of(S next, Action... actions) {
        return new Transition<>(next, List.of(actions));
    }

    static <S> Transition<S> of(S next, List<Action> actions) {
        return new Transition<>(next, actions);
    }
}
