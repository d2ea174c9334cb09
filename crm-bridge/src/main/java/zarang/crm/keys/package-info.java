/** What an admin may set of webhooks, and how it is read. */
@NullMarked
package zarang.crm.keys;

import org.jspecify.annotations.NullMarked;
