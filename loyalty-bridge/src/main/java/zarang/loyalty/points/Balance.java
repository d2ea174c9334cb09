package zarang.loyalty.points;

import zarang.call.Points;

/**
 * What an account holds.
 *
 * @param available to spend
 * @param held reserved for a redemption under way
 * @param debt taken back after it was spent
 */
public record Balance(Points available, Points held, Points debt) {}
