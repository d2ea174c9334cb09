# Everything a developer does more than once. Each target uses the JDK that ./zarang finds.
MVN = JAVA_HOME=$$(./zarang jdk) mvn -B -ntp

.PHONY: check fmt test it coverage bench planted proof walk fuzz prompts
check: ## compile, gates and unit tests
	$(MVN) test
fmt: ## apply the formatter
	$(MVN) spotless:apply
test: ## everything, as CI does
	./zarang test
it: ## only the tests with real peers
	$(MVN) verify -Dsurefire.skip=true
coverage: ## everything with JaCoCo: which lines the tests run stands in MODULE/target/site/jacoco/index.html
	$(MVN) -Pcoverage verify
bench: ## print the figures of docs/BENCHMARKS.md
	tests/bench/run
planted: ## plant every fault of tests/planted/faults into a copy: each must be seen by its test
	$(MVN) -pl tests -am test -Dtest=PlantedFaultsTest -Dzarang.planted=all -Dsurefire.failIfNoSpecifiedTests=false
proof: ## the dispatcher against Erlang C, simulated for so long that 3 % can be asked of it; ten minutes and more
	$(MVN) -pl routing -am test -Dtest=SimulatorTest -Dsurefire.failIfNoSpecifiedTests=false -Dzarang.proof.times=200
SEED ?= $(shell date +%s)
STEPS ?= 5000000
walk: ## millions of random steps over the dispatcher, with every fault; SEED=… goes where another walk failed
	@echo "seed $(SEED), $(STEPS) steps"
	$(MVN) -pl routing -am test -Dtest=LongWalkTest -Dsurefire.failIfNoSpecifiedTests=false -Dzarang.walk.seed=$(SEED) -Dzarang.walk.steps=$(STEPS)
fuzz: ## Jazzer on the codec and on whole sessions, ten minutes each (tests/fuzz/run)
	tests/fuzz/run codec
	tests/fuzz/run session
prompts: ## make the shipped prompts anew from their text table (espeak-ng, sox)
	ivr-scripts/prompts/generate.sh
