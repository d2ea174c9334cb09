package zarang.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.server.config.HouseRooms;

/** A fact is a file and a line: who passes it on knows no fact by name. */
class FactRulesTest {
    @Test
    void everyFactIsOneThatTheServerReads() {
        List<String> facts =
                House.CLASSES.stream()
                        .filter(type -> type.isAssignableTo(Fact.class) && type.isRecord())
                        .map(JavaClass::getName)
                        .toList();
        assertThat(facts).hasSizeGreaterThan(10);
        assertThat(
                        HouseRooms.SHIPPED.facts().all().stream()
                                .map(FactType::kind)
                                .map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(facts);
    }

    /** The journal makes one itself: the end of a call whose process died. */
    @Test
    void journalAndWebhooksAndDeliveryKnowNoFactByName() {
        noClasses()
                .that()
                .resideInAnyPackage("zarang.journal..", "zarang.crm..", "zarang.delivery..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are facts, but for the call's end",
                                (JavaClass type) ->
                                        type.isAssignableTo(Fact.class)
                                                && !type.isEquivalentTo(Fact.class)
                                                && !type.isEquivalentTo(CallEnded.class)))
                .check(House.CLASSES);
    }
}
