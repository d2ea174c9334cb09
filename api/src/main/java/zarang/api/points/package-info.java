/** Points accounts: balance, ledger, check. */
@NullMarked
package zarang.api.points;

import org.jspecify.annotations.NullMarked;
