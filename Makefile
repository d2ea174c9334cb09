# Everything a developer does more than once. Each target uses the JDK that ./zarang finds.
MVN = JAVA_HOME=$$(./zarang jdk) mvn -B -ntp

.PHONY: check fmt test it bench planted fuzz prompts
check: ## compile, gates and unit tests
	$(MVN) test
fmt: ## apply the formatter
	$(MVN) spotless:apply
test: ## everything, as CI does
	./zarang test
it: ## only the tests with real peers
	$(MVN) verify -Dsurefire.skip=true
bench: ## print the figures of docs/BENCHMARKS.md
	tests/bench/run
planted: ## plant every fault of tests/planted/faults into a copy: each must be seen by its test
	$(MVN) -Djacoco.skip=true -pl tests -am test -Dtest=PlantedFaultsTest -Dzarang.planted=all -Dsurefire.failIfNoSpecifiedTests=false
fuzz: ## Jazzer on the codec and on whole sessions, ten minutes each (tests/fuzz/run)
	tests/fuzz/run codec
	tests/fuzz/run session
prompts: ## make the shipped prompts anew from their text table (espeak-ng, sox)
	ivr-scripts/prompts/generate.sh
