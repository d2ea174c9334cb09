package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What production does not use is dead, however many tests call it. */
class ReachedTest {
    /**
     * What tests alone look at or do. Only gets shorter: what is not dead any more is taken off.
     */
    private static final Set<String> KNOWN =
            Set.of(
                    // a test's real Redis; it lies with the link's own code
                    "TestRedis.kill",
                    "TestRedis.stop",
                    "TestRedis.pause",
                    "TestRedis.resume",
                    "TestRedis.start",
                    // the clock that tests turn
                    "VirtualLoop.stepWallClock",
                    // how tests see that nothing is left over, or how much there is
                    "FlowCatalogue.missing",
                    "FlowCatalogue.version",
                    "Legs.find",
                    "LogLimit.sources",
                    "Nonces.used",
                    "PacingWheel.isEmpty",
                    "PromptLibrary.names",
                    "SipDns.at",
                    "SipEngine.isRegistered",
                    "StreamFramer.capacity",
                    "WrittenBehind.waiting",
                    // a store that keeps nothing, a writer that is turned by hand
                    "BindingStore.none",
                    "Recordings.writer",
                    // what a message or a machine could be asked and is asked by tests
                    "RedisAway.maybeDone",
                    "RedisJournal.openCalls",
                    "RedisJournal.recovered",
                    "RedisLink.async",
                    "ServerTransaction.isAnswered",
                    "SipMessage.contentType",
                    "SipPhone.answer",
                    "SipResponse.reason",
                    "TcpConnections.byFlow",
                    "YamlList.maps");

    @Test
    void everyMethodIsCalledByProduction() {
        Set<String> dead = new TreeSet<>();
        for (JavaClass type : House.CLASSES) {
            if (type.getPackageName().startsWith("zarang.bench")
                    || type.getPackageName().startsWith("zarang.testkit")) {
                continue; // JMH and JUnit call them
            }
            for (JavaMethod method : type.getMethods()) {
                if (isSpoken(method) && !isReached(method) && !isPromised(type, method)) {
                    dead.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(dead)
                .as("methods that production never calls")
                .containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static boolean isSpoken(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getModifiers().contains(JavaModifier.PRIVATE)
                && !method.getOwner().isRecord()
                && !method.getOwner().isEnum()
                && !method.getOwner().isAnnotation()
                && !method.getName().startsWith("lambda$")
                && !method.getName().equals("main")
                && method.getAnnotations().isEmpty();
    }

    private static boolean isReached(JavaMethod method) {
        return !method.getAccessesToSelf().isEmpty();
    }

    /** It is called by the name that a supertype gave it. */
    private static boolean isPromised(JavaClass type, JavaMethod method) {
        return type.getAllRawSuperclasses().stream().anyMatch(above -> has(above, method))
                || type.getAllRawInterfaces().stream().anyMatch(above -> has(above, method));
    }

    private static boolean has(JavaClass above, JavaMethod method) {
        return above.getAllMethods().stream()
                .anyMatch(m ->
                        m.getName().equals(method.getName())
                                && m.getRawParameterTypes().size()
                                        == method.getRawParameterTypes().size());
    }
}
