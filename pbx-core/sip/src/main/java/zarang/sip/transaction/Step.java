package zarang.sip.transaction;

import java.util.List;

/**
 * What a machine decided.
 *
 * @param next its state from now on
 * @param actions to be done in order, after the state has changed
 */
record Step<S>(S next, List<Action> actions) {
    static <S> Step<S> of(S next, Action... actions) {
        return new Step<>(next, List.of(actions));
    }

    static <S> Step<S> of(S next, List<Action> actions) {
        return new Step<>(next, actions);
    }
}
