/** The whole house under one virtual clock, from one seed. */
@NullMarked
package zarang.tests.world;

import org.jspecify.annotations.NullMarked;
