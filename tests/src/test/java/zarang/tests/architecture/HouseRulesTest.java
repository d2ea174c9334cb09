package zarang.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions in which code may look. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = House.CLASSES;

    /** What each room may import of the others; {@code server} may import all. */
    private static final Map<String, List<String>> ROOMS =
            Map.ofEntries(
                    entry("yaml"),
                    entry("config", "yaml"),
                    entry("redis", "config"),
                    entry("call"),
                    entry("media", "call", "config"),
                    entry("sip", "call", "media", "config", "yaml"),
                    entry("ivr", "call", "yaml", "config", "redis"),
                    entry("routing", "call", "redis", "config"),
                    entry("recorder", "call", "media", "config"),
                    entry("loyalty", "call", "redis", "config", "yaml"),
                    entry("journal", "call", "redis", "config"),
                    entry("delivery", "redis"),
                    entry("crm", "call", "redis", "delivery", "config"),
                    entry("api", "call", "redis", "yaml", "routing", "loyalty", "delivery", "crm"));

    private static Map.Entry<String, List<String>> entry(String room, String... mayImport) {
        return Map.entry(room, List.of(mayImport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yaml",
                "config",
                "redis",
                "call",
                "media",
                "sip",
                "ivr",
                "routing",
                "recorder",
                "loyalty",
                "journal",
                "delivery",
                "crm",
                "api"
            })
    void roomLooksOnlyWhereItMay(String room) {
        List<String> allowed = ROOMS.getOrDefault(room, List.of());
        assertThat(
                        HOUSE.stream()
                                .filter(type -> type.getPackageName().startsWith("zarang." + room)))
                .as("the room exists")
                .isNotEmpty();
        classes()
                .that()
                .resideInAPackage("zarang." + room + "..")
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe(
                                "lie outside zarang or in " + room + " " + allowed,
                                (JavaClass type) ->
                                        !type.getPackageName().startsWith("zarang.")
                                                || in(type, room)
                                                || allowed.stream()
                                                        .anyMatch(other -> in(type, other))))
                .check(HOUSE);
    }

    @Test
    void callIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("zarang.call..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("zarang.call..", "java..", "org.jspecify..")
                .check(HOUSE);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("zarang.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void jainStaysBehindTheMessageInterface() {
        noClasses()
                .that()
                .resideOutsideOfPackage("zarang.sip.message..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("gov.nist..", "javax.sip..")
                .check(HOUSE);
    }

    @Test
    void packageIsAFeatureAndNeverADrawer() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..impl..",
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..manager..",
                        "..helper..")
                .check(HOUSE);
    }

    @Test
    void lettuceIsUsedOnlyByThoseWhoKeepThingsInRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "zarang.redis..",
                        "zarang.routing..",
                        "zarang.ivr..",
                        "zarang.loyalty..",
                        "zarang.journal..",
                        "zarang.delivery..",
                        "zarang.crm.lookup..",
                        "zarang.api.keys..",
                        "zarang.api.repeat..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(HOUSE);
    }

    /** The server names the engine once; who wires another engine changes that class alone. */
    @Test
    void oneClassOfTheServerNamesTheEngine() {
        assertThat(serverClassesThatNeed("zarang.sip.engine.EmbeddedEngine"))
                .containsExactly("zarang.server.serve.EmbeddedSip");
    }

    /** A list that only gets shorter. The test telephone is a program of its own. */
    @Test
    void serverSpeaksOfSipInFewPlaces() {
        assertThat(serverClassesThatNeed("zarang.sip."))
                .filteredOn(name -> !name.startsWith("zarang.server.phone."))
                .containsExactlyInAnyOrder(
                        "zarang.server.serve.EmbeddedSip",
                        // the control loop, until it has a room of its own
                        "zarang.server.serve.Hotline",
                        // a limit of log lines that the door of SIP made first
                        "zarang.server.log.CallLog",
                        // sip.listen is probed before anything is started
                        "zarang.server.serve.FreeAddresses",
                        "zarang.server.checkup.Listeners",
                        // what the room of SIP brings to the configuration
                        "zarang.server.config.HouseRooms",
                        "zarang.server.config.Settings",
                        "zarang.server.config.SettingsReader");
    }

    /** Top-level classes of the server that need a type whose name begins so. */
    private static Set<String> serverClassesThatNeed(String prefix) {
        return HOUSE.stream()
                .filter(type -> in(type, "server"))
                .filter(type ->
                        type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(
                                        need -> need.getTargetClass().getName().startsWith(prefix)))
                .map(type -> type.getName().replaceAll("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean in(JavaClass type, String room) {
        String name = type.getPackageName();
        return name.equals("zarang." + room) || name.startsWith("zarang." + room + ".");
    }
}
