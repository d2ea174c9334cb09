/** What flows are checked against, by name. */
@NullMarked
package zarang.ivr.rule;

import org.jspecify.annotations.NullMarked;
