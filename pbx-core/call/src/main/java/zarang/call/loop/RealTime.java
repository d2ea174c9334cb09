package zarang.call.loop;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code at the outer edge that reads the machine's own clock or waits on it: media loops, the
 * real control loop, real-peer tests. Everything else asks {@link ControlLoop}; the build checks
 * it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface RealTime {}
