package zarang.routing.simulate;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long an agent is busy with a call: talk and wrap-up. */
public sealed interface HandlingTime {
    /** The mean, above 0: AHT. */
    Duration mean();

    /** One of them, in seconds. */
    double draw(RandomGenerator random);

    /** As the formulas of Erlang have it: many short ones, few long ones. */
    record Exponential(Duration mean) implements HandlingTime {
        @Override
        public double draw(RandomGenerator random) {
            return random.nextExponential() * OfferedLoad.seconds(mean);
        }
    }

    /** All the same. */
    record Fixed(Duration mean) implements HandlingTime {
        @Override
        public double draw(RandomGenerator random) {
            return OfferedLoad.seconds(mean);
        }
    }

    /**
     * As talks of real call centres mostly are (Brown and others 2005).
     *
     * @param variation standard deviation ÷ mean; 0.1 to 5
     */
    record LogNormal(Duration mean, double variation) implements HandlingTime {
        public LogNormal {
            if (!(variation >= 0.1) || variation > 5) {
                throw new IllegalArgumentException("variation: 0.1 to 5, not " + variation);
            }
        }

        @Override
        public double draw(RandomGenerator random) {
            double variance = Math.log1p(variation * variation);
            double middle = Math.log(OfferedLoad.seconds(mean)) - variance / 2;
            return Math.exp(middle + Math.sqrt(variance) * random.nextGaussian());
        }
    }
}
