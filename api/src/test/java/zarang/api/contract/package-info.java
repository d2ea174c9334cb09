/** Holds what the API answers in a test against its description. */
@NullMarked
package zarang.api.contract;

import org.jspecify.annotations.NullMarked;
