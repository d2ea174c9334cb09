/**
 * What scripts look up outside: by HTTP, with every address checked after it was resolved, and in
 * Redis by keys that an admin has named. Virtual threads wait; the control loop never does.
 */
@NullMarked
package zarang.crm.lookup;

import org.jspecify.annotations.NullMarked;
