package zarang.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For tests in which a part of Zarang ends as with its process, in the middle of things: the files
 * that it had open stay so, since the process that would close them is this one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SimulatesDeath {}
