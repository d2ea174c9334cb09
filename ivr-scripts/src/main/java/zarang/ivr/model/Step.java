package zarang.ivr.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.Cause;
import zarang.call.QueueName;

/** One step of a flow: one verb. */
public sealed interface Step {
    String name();

    /**
     * Where it can lead: the key in the script, such as {@code next} or {@code on.found}, to a
     * step.
     */
    Map<String, String> exits();

    /** The prompts it can play, without those for numbers. */
    default List<String> prompts() {
        return List.of();
    }

    /** Whether the caller hears it, so that the call must be answered first. */
    default boolean audible() {
        return true;
    }

    /**
     * Those exits that can be taken again and again without the caller having had time to act: a
     * loop of nothing else is endless.
     */
    default Map<String, String> quickExits() {
        return exits();
    }

    /** What it speaks of. */
    default Optional<Variable> variable() {
        return Optional.empty();
    }

    /** Whether it speaks numbers. */
    default boolean speaksNumbers() {
        return false;
    }

    /** Answer the call. */
    record Answer(String name, String next) implements Step {
        @Override
        public Map<String, String> exits() {
            return Map.of("next", next);
        }

        @Override
        public boolean audible() {
            return false;
        }
    }

    /**
     * Play prompts, one after the other.
     *
     * @param bargeIn whether a key ends it; the key is kept for the next menu either way
     */
    record Play(String name, List<String> prompts, boolean bargeIn, String next) implements Step {
        public Play {
            prompts = List.copyOf(prompts);
        }

        @Override
        public Map<String, String> exits() {
            return Map.of("next", next);
        }
    }

    /**
     * Play the prompt that a variable chooses.
     *
     * @param byValue prompt by the variable's value
     * @param fallback for every other value, and when there is none
     */
    record Say(
            String name,
            Variable by,
            Map<String, String> byValue,
            String fallback,
            boolean bargeIn,
            String next)
            implements Step {
        public Say {
            byValue = Map.copyOf(byValue);
        }

        @Override
        public Map<String, String> exits() {
            return Map.of("next", next);
        }

        @Override
        public List<String> prompts() {
            List<String> all = new ArrayList<>(byValue.values());
            all.add(fallback);
            return all;
        }

        @Override
        public Optional<Variable> variable() {
            return Optional.of(by);
        }
    }

    /**
     * Let the caller choose by keys.
     *
     * @param announcement what can be chosen
     * @param flush forget the keys that were pressed before
     * @param sorryNoInput played before the menu is repeated because nothing was pressed
     * @param sorryNoMatch played before the menu is repeated because the choice does not exist
     * @param choices step by keys
     */
    record Menu(
            String name,
            List<String> announcement,
            MenuDigits digits,
            MenuTries tries,
            boolean flush,
            Optional<String> sorryNoInput,
            Optional<String> sorryNoMatch,
            Map<String, String> choices,
            String noInput,
            String noMatch)
            implements Step {
        public Menu {
            announcement = List.copyOf(announcement);
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }

        @Override
        public Map<String, String> exits() {
            Map<String, String> exits = new LinkedHashMap<>();
            choices.forEach((keys, target) -> exits.put("on." + keys, target));
            exits.put("on.no-input", noInput);
            exits.put("on.no-match", noMatch);
            return exits;
        }

        @Override
        public List<String> prompts() {
            List<String> all = new ArrayList<>(announcement);
            sorryNoInput.ifPresent(all::add);
            sorryNoMatch.ifPresent(all::add);
            return all;
        }

        @Override
        public Map<String, String> quickExits() {
            return Map.of();
        }
    }

    /**
     * Look the caller up among the members.
     *
     * @param within 10 ms–5 s, default 150 ms
     * @param withheld where a caller goes who shows no number; {@code unknown} unless written
     */
    record LookUp(
            String name,
            Duration within,
            String found,
            String unknown,
            Optional<String> withheld,
            String timeout,
            String error)
            implements Step {
        @Override
        public Map<String, String> exits() {
            Map<String, String> exits = new LinkedHashMap<>();
            exits.put("on.found", found);
            exits.put("on.unknown", unknown);
            withheld.ifPresent(target -> exits.put("on.withheld", target));
            exits.put("on.timeout", timeout);
            exits.put("on.error", error);
            return exits;
        }

        @Override
        public boolean audible() {
            return false;
        }
    }

    /**
     * Speak the caller's points.
     *
     * @param before played before the number
     * @param after played after it
     * @param noMember played to a caller who is no member, when {@code unknown} leads nowhere
     * @param withheld played instead to one who shows no number: that one may be a member
     * @param unavailable played instead where the look-up came to nothing
     * @param unknown where a caller goes whose points are not known, whatever the reason
     */
    record SayPoints(
            String name,
            String before,
            String after,
            String noMember,
            String withheld,
            String unavailable,
            Optional<String> unknown,
            String next)
            implements Step {
        @Override
        public Map<String, String> exits() {
            Map<String, String> exits = new LinkedHashMap<>();
            exits.put("next", next);
            unknown.ifPresent(target -> exits.put("unknown", target));
            return exits;
        }

        @Override
        public List<String> prompts() {
            return unknown.isPresent()
                    ? List.of(before, after)
                    : List.of(before, after, noMember, withheld, unavailable);
        }

        @Override
        public Optional<Variable> variable() {
            return Optional.of(Variable.MEMBER_POINTS);
        }

        @Override
        public boolean speaksNumbers() {
            return true;
        }
    }

    /** Speak a number, with prompts around it if there are any. */
    record SayNumber(
            String name, BigDecimal number, List<String> before, List<String> after, String next)
            implements Step {
        public SayNumber {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public Map<String, String> exits() {
            return Map.of("next", next);
        }

        @Override
        public List<String> prompts() {
            List<String> all = new ArrayList<>(before);
            all.addAll(after);
            return all;
        }

        @Override
        public boolean speaksNumbers() {
            return true;
        }
    }

    /**
     * Wait for an agent, from the first moment on: an agent who is free rings while the
     * announcement plays.
     *
     * @param announcement heard once, before the music; may be empty
     * @param leaveKey the key that takes the caller out of the queue
     * @param leftByKey present exactly when {@code leaveKey} is
     */
    record Queue(
            String name,
            QueueName queue,
            List<String> announcement,
            String music,
            Optional<Character> leaveKey,
            String answered,
            String full,
            String maxWait,
            String noAgents,
            Optional<String> leftByKey)
            implements Step {
        public Queue {
            announcement = List.copyOf(announcement);
        }

        @Override
        public Map<String, String> exits() {
            Map<String, String> exits = new LinkedHashMap<>();
            exits.put("on.answered", answered);
            exits.put("on.full", full);
            exits.put("on.max-wait", maxWait);
            exits.put("on.no-agents", noAgents);
            leftByKey.ifPresent(target -> exits.put("on.left-by-key", target));
            return exits;
        }

        @Override
        public List<String> prompts() {
            List<String> all = new ArrayList<>(announcement);
            all.add(music);
            return all;
        }

        @Override
        public Map<String, String> quickExits() {
            return Map.of("on.full", full, "on.no-agents", noAgents);
        }
    }

    /** Go on at another step. */
    record GoTo(String name, String target) implements Step {
        @Override
        public Map<String, String> exits() {
            return Map.of("goto", target);
        }

        @Override
        public boolean audible() {
            return false;
        }
    }

    /**
     * Do nothing for a while.
     *
     * @param span 100 ms–1 m
     */
    record Wait(String name, Duration span, String next) implements Step {
        @Override
        public Map<String, String> exits() {
            return Map.of("next", next);
        }

        @Override
        public boolean audible() {
            return false;
        }
    }

    /** End the call; before it was answered, refuse it. */
    record HangUp(String name, Cause cause) implements Step {
        @Override
        public Map<String, String> exits() {
            return Map.of();
        }

        @Override
        public boolean audible() {
            return false;
        }
    }
}
