/** Finds what is wrong with a flow that can be read: targets, outcomes, loops, prompts, queues. */
@NullMarked
package zarang.ivr.lint;

import org.jspecify.annotations.NullMarked;
