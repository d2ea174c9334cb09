package zarang.routing.statistics;

/** The store of the tests, with many calls. */
class StatisticsInMemoryTest extends StatisticsContract {
    private final StatisticsStore store = new StatisticsInMemory();

    @Override
    StatisticsStore store() {
        return store;
    }

    @Override
    int calls() {
        return 1_000;
    }

    @Override
    int days() {
        return 3;
    }
}
