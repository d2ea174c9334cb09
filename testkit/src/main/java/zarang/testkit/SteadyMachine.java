package zarang.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For tests whose subject is the pace of real packets: what they say holds while the machine lets
 * the threads of this process run.
 *
 * <p>The kernel counts how long threads were ready and had no processor. A test that fails while
 * they waited for longer than a packet's time has measured the machine, not Zarang: it is run
 * again, up to five times. One that fails on a machine that kept up has failed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SteadyMachineExtension.class)
public @interface SteadyMachine {}
