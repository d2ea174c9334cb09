/** What a machine and its neighbours must be for a hotline to run well, looked at and told. */
@NullMarked
package zarang.server.checkup;

import org.jspecify.annotations.NullMarked;
