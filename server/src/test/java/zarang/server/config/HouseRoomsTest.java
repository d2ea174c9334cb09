package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.journal.Calls;
import zarang.journal.Facts;

/** What the rooms bring, taken together. */
class HouseRoomsTest {
    private final Facts facts = new Facts(new Random(20261126), HouseRooms.SHIPPED.facts());

    @Test
    void everyFactComesBackAsItWent() throws Exception {
        for (int i = 0; i < 200; i++) {
            for (Fact fact : facts.everyKind()) {
                assertThat(stored(fact).as(fact.type()).map(Fact.class::cast)).contains(fact);
            }
        }
    }

    @Test
    void noFactNamesWhatAWebhookPutsBesideItsFields() {
        JsonMapper mapper = JsonMapper.builder().build();
        for (int i = 0; i < 50; i++) {
            for (Fact fact : facts.everyKind()) {
                JsonNode data = mapper.readTree(stored(fact).data());
                assertThat(data.has("call") || data.has("order")).as(data.toString()).isFalse();
            }
        }
    }

    @Test
    void aWebhookCanBeToldOfAllButTheIntentToAnswer() {
        assertThat(HouseRooms.SHIPPED.told())
                .contains("call.ended", "points.awarded", "agent.state-changed")
                .doesNotContain("call.answering")
                .hasSize(HouseRooms.SHIPPED.facts().all().size() - 1);
        assertThat(HouseRooms.SHIPPED.facts().all().stream().filter(type -> !type.isToldUnasked()))
                .extracting(FactType::name)
                .containsExactly(
                        "call.answering",
                        "trunk.up",
                        "trunk.down",
                        "agent.state-changed",
                        "queue.changed",
                        "floor.changed",
                        "calendar.closed",
                        "calendar.opened");
    }

    private StoredEntry stored(Fact fact) {
        JournalEntry entry = facts.entry();
        return Calls.stored(
                new JournalEntry(entry.id(), entry.subject(), entry.at(), fact),
                HouseRooms.SHIPPED.facts());
    }
}
