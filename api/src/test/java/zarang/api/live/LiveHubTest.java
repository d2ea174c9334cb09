package zarang.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.loop.VirtualLoop;

/** Who follows has all of a topic, then each change; who does not read has all of it later. */
class LiveHubTest {
    private static final LiveTopic FLOOR = new LiveTopic(LiveTopic.Kind.FLOOR, "");
    private static final LiveTopic SALES = new LiveTopic(LiveTopic.Kind.QUEUE, "sales");

    private final LiveHub hub = new LiveHub("run1", new VirtualLoop());

    /** Reads when it is told to, and puts together what it was sent as a program would. */
    private static final class Follower implements LiveOutlet {
        final List<LiveMessage> messages = new ArrayList<>();
        final Map<String, Map<String, String>> state = new HashMap<>();
        final Map<String, Long> seq = new HashMap<>();
        boolean full;
        Optional<String> closed = Optional.empty();

        @Override
        public boolean isFull() {
            return full;
        }

        @Override
        public void send(LiveMessage message) {
            assertThat(full).as("nothing is sent to who does not read").isFalse();
            assertThat(closed).isEmpty();
            messages.add(message);
            JsonNode json = JsonMapper.shared().readTree(message.json());
            assertThat(json.path("type").asString()).isEqualTo(message.type());
            String topic = json.path("topic").asString("");
            if (message.type().equals("snapshot")) {
                state.put(topic, new TreeMap<>());
                put(topic, json.path("state"));
                seq.put(topic, json.path("seq").asLong());
            } else if (message.type().equals("change")) {
                assertThat(json.path("seq").asLong()).isEqualTo(seq.getOrDefault(topic, -9L) + 1);
                put(topic, json.path("set"));
                json.path("gone").forEach(name -> of(topic).remove(name.asString()));
                seq.put(topic, json.path("seq").asLong());
            }
        }

        private Map<String, String> of(String topic) {
            return state.computeIfAbsent(topic, t -> new TreeMap<>());
        }

        private void put(String topic, JsonNode things) {
            things.properties()
                    .forEach(each -> of(topic).put(each.getKey(), each.getValue().toString()));
        }

        @Override
        public void close(String reason) {
            closed = Optional.of(reason);
        }

        List<String> types() {
            return messages.stream().map(LiveMessage::type).toList();
        }
    }

    private static LiveState state(Object... things) {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < things.length; i += 2) {
            map.put((String) things[i], String.valueOf(things[i + 1]));
        }
        return new LiveState(map);
    }

    private LiveReader follow(Follower follower, LiveTopic topic, long known) {
        LiveReader reader = hub.open(follower).orElseThrow();
        assertThat(hub.subscribe(reader, topic, known)).isTrue();
        return reader;
    }

    private void look(LiveTopic topic, LiveState state) {
        hub.state(topic, state);
        hub.looked();
    }

    @Test
    void allOfATopicComesFirstAndThenEachChangeByNumber() {
        Follower ann = new Follower();
        follow(ann, SALES, 0);
        assertThat(ann.types()).as("nothing is known yet").containsExactly("welcome");
        look(SALES, state("a", 1, "b", 2));
        look(SALES, state("a", 1, "b", 2));
        look(SALES, state("a", 3));
        assertThat(ann.types()).containsExactly("welcome", "snapshot", "change");
        assertThat(ann.messages.getLast().json())
                .isEqualTo(
                        "{\"type\":\"change\",\"topic\":\"queue:sales\",\"seq\":2,"
                                + "\"set\":{\"a\":3},\"gone\":[\"b\"]}");
        Follower late = new Follower();
        follow(late, SALES, 0);
        assertThat(late.state).as("at once, since it is known").isEqualTo(ann.state);
    }

    @Test
    void whoDoesNotReadIsSentAllOfItLaterAndNeverABacklog() {
        Follower slow = new Follower();
        follow(slow, SALES, 0);
        look(SALES, state("a", 0));
        slow.full = true;
        for (int i = 1; i <= 1000; i++) {
            look(SALES, state("a", i));
        }
        slow.full = false;
        hub.looked();
        assertThat(slow.types()).containsExactly("welcome", "snapshot", "snapshot");
        assertThat(slow.state.get("queue:sales")).isEqualTo(Map.of("a", "1000"));
        look(SALES, state("a", 1001));
        assertThat(slow.types()).endsWith("change");
        assertThat(hub.counts().skipped()).isEqualTo(1);
        assertThat(hub.counts().sent()).isEqualTo(3);
    }

    @Test
    void whoReadsNothingForHalfAMinuteIsLetGo() {
        Follower dead = new Follower();
        Follower ann = new Follower();
        follow(dead, SALES, 0);
        follow(ann, SALES, 0);
        dead.full = true;
        for (int i = 0; i < 5; i++) {
            hub.beat();
        }
        assertThat(dead.closed).isEmpty();
        hub.beat();
        assertThat(dead.closed).isPresent();
        assertThat(ann.closed).isEmpty();
        assertThat(hub.counts().readers()).isEqualTo(1);
        assertThat(hub.counts().slow()).isEqualTo(1);
    }

    @Test
    void whoComesBackSoonGetsWhatItMissedAndElseAllOfIt() {
        Follower ann = new Follower();
        LiveReader reader = follow(ann, SALES, 0);
        look(SALES, state("a", 1));
        hub.leave(reader);
        look(SALES, state("a", 2));
        look(SALES, state("a", 2, "b", 1));
        Follower again = new Follower();
        again.state.putAll(ann.state);
        again.seq.putAll(ann.seq);
        follow(again, SALES, 1);
        assertThat(again.types()).containsExactly("welcome", "change", "change");
        assertThat(again.state.get("queue:sales")).isEqualTo(Map.of("a", "2", "b", "1"));

        for (int i = 0; i < FollowedTopic.KEPT; i++) {
            look(SALES, state("a", "9" + i));
        }
        Follower late = new Follower();
        follow(late, SALES, 1);
        assertThat(late.types()).as("too long ago").containsExactly("welcome", "snapshot");
        Follower liar = new Follower();
        follow(liar, SALES, 1_000_000);
        assertThat(liar.types()).as("a number that was never given").endsWith("snapshot");
    }

    @Test
    void aTopicThatIsOverIsSaidToBeAndOneThatCannotBeLookedAtIsStaleOnce() {
        Follower ann = new Follower();
        follow(ann, SALES, 0);
        look(SALES, state("a", 1));
        hub.stale(SALES, "no-owner");
        hub.stale(SALES, "no-owner");
        assertThat(ann.types()).containsExactly("welcome", "snapshot", "stale");
        look(SALES, state("a", 2));
        assertThat(ann.types()).as("and the numbers go on").endsWith("change");
        hub.over(SALES, "there is no queue:sales");
        assertThat(ann.types()).endsWith("over");
        assertThat(hub.wanted()).isEmpty();
    }

    @Test
    void whoHadNoRoomIsToldLaterThatATopicIsOverOrStale() {
        Follower slow = new Follower();
        LiveReader reader = follow(slow, SALES, 0);
        assertThat(hub.subscribe(reader, FLOOR, 0)).isTrue();
        look(SALES, state("a", 1));
        look(FLOOR, state("a", 1));
        slow.full = true;
        hub.over(SALES, "there is no queue:sales");
        hub.stale(FLOOR, "no-owner");
        slow.full = false;
        hub.looked();
        assertThat(slow.types()).endsWith("over", "stale");
        slow.full = true;
        look(FLOOR, state("a", 1));
        hub.stale(FLOOR, "no-owner");
        look(FLOOR, state("a", 1));
        slow.full = false;
        hub.looked();
        assertThat(slow.types()).as("of all that it missed, what holds now").endsWith("snapshot");
    }

    @Test
    void whoIsToldThatATopicIsStaleIsToldWhenItIsNotAnyMore() {
        Follower ann = new Follower();
        follow(ann, SALES, 0);
        look(SALES, state("a", 1));
        hub.stale(SALES, "no-owner");
        Follower late = new Follower();
        follow(late, SALES, 0);
        assertThat(late.types()).containsExactly("welcome", "snapshot", "stale");
        look(SALES, state("a", 1));
        assertThat(ann.types()).as("nothing has changed meanwhile").endsWith("stale", "snapshot");
        assertThat(late.types()).endsWith("stale", "snapshot");
        look(SALES, state("a", 1));
        assertThat(late.types()).hasSize(4);
    }

    @Test
    void whoFollowsATopicOfWhichNothingIsKnownIsToldSo() {
        Follower ann = new Follower();
        Follower late = new Follower();
        follow(ann, SALES, 0);
        hub.stale(SALES, "no-owner");
        follow(late, SALES, 0);
        assertThat(ann.types()).containsExactly("welcome", "stale");
        assertThat(late.types()).containsExactly("welcome", "stale");
    }

    /** Else who comes back is taken for one who has had what another topic of that name was. */
    @Test
    void numbersOfATopicThatWasForgottenAreNotGivenAgain() {
        Follower ann = new Follower();
        LiveReader reader = follow(ann, SALES, 0);
        look(SALES, state("old", 1));
        look(SALES, state("old", 2));
        hub.over(SALES, "there is no queue:sales");
        assertThat(hub.subscribe(reader, SALES, 0)).isTrue();
        look(SALES, state("new", 1));
        look(SALES, state("new", 2));
        look(SALES, state("new", 2, "more", 1));
        Follower back = new Follower();
        follow(back, SALES, 2);
        assertThat(back.types()).containsExactly("welcome", "snapshot");
        assertThat(back.state).isEqualTo(ann.state);
    }

    @Test
    void everythingHasABound() {
        Follower ann = new Follower();
        LiveReader reader = follow(ann, FLOOR, 0);
        for (int i = 1; i < LiveHub.TOPICS_MAX; i++) {
            assertThat(hub.subscribe(reader, agent(i), 0)).isTrue();
        }
        assertThat(hub.subscribe(reader, agent(0), 0)).isFalse();
        assertThat(hub.subscribe(reader, agent(1), 0)).as("has it already").isTrue();
        for (int i = 1; i < LiveHub.READERS_MAX; i++) {
            assertThat(hub.open(new Follower())).isPresent();
        }
        assertThat(hub.open(new Follower())).isEmpty();
        ann.full = true;
        hub.over(agent(1), "over");
        assertThat(hub.subscribe(reader, agent(0), 0)).as("it is not told yet").isFalse();
        hub.leave(reader);
        assertThat(hub.wanted()).as("of which nothing is known").isEmpty();
        assertThat(hub.open(new Follower())).isPresent();
        for (int i = 0; i < 200; i++) {
            hub.looked();
        }
        assertThat(hub.wanted()).as("nobody came back").isEmpty();
    }

    private static LiveTopic agent(int number) {
        return new LiveTopic(LiveTopic.Kind.AGENT, Integer.toString(2000 + number));
    }

    @Test
    void whateverComesAndGoesEachHasInTheEndWhatIsThere() {
        long seed = Long.getLong("zarang.seed", 20_261_127L);
        Random random = new Random(seed);
        List<LiveTopic> topics = List.of(FLOOR, SALES, agent(1));
        Map<LiveTopic, LiveState> now = new HashMap<>();
        List<Follower> followers = new ArrayList<>();
        List<LiveReader> readers = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            LiveTopic topic = topics.get(random.nextInt(topics.size()));
            switch (random.nextInt(9)) {
                case 0 -> {
                    if (followers.size() < 20) {
                        followers.add(new Follower());
                        readers.add(follow(followers.getLast(), topic, 0));
                    }
                }
                case 1 -> {
                    if (!followers.isEmpty()) {
                        Follower any = followers.get(random.nextInt(followers.size()));
                        any.full = !any.full;
                    }
                }
                case 2 -> {
                    if (!readers.isEmpty()) {
                        int which = random.nextInt(readers.size());
                        hub.subscribe(
                                readers.get(which),
                                topic,
                                followers.get(which).seq.getOrDefault(topic.toString(), 0L));
                    }
                }
                case 3 -> hub.stale(topic, "no-owner");
                case 4 -> {
                    if (random.nextInt(5) == 0) {
                        hub.over(topic, "over");
                        now.remove(topic);
                    }
                }
                default -> {
                    now.put(
                            topic,
                            state(
                                    "a" + random.nextInt(3),
                                    random.nextInt(5),
                                    "b",
                                    random.nextInt(2)));
                    look(topic, now.get(topic));
                }
            }
        }
        followers.forEach(follower -> follower.full = false);
        now.forEach(this::look);
        for (int i = 0; i < followers.size(); i++) {
            for (LiveTopic topic : readers.get(i).topics.keySet()) {
                if (now.containsKey(topic)) {
                    assertThat(followers.get(i).state.get(topic.toString()))
                            .as("seed " + seed)
                            .isEqualTo(now.get(topic).things());
                }
            }
        }
    }
}
