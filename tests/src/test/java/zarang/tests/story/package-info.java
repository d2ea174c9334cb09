/**
 * Whole stories, with real phones, a real Redis, a real receiver and a process that can be killed.
 */
@NullMarked
package zarang.tests.story;

import org.jspecify.annotations.NullMarked;
