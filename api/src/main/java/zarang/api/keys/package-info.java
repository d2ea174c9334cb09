/** API keys: tokens with scopes, hashed, shown once. */
@NullMarked
package zarang.api.keys;

import org.jspecify.annotations.NullMarked;
