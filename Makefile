# The front door. CMake does the work; CMakePresets.json lists the variants.
PACKAGES := $(shell sed 's/\#.*//' packages.txt)
PREFIX ?= /usr/local
ROOT = $(DESTDIR)$(PREFIX)
PROGRAM := build/release/kartotek
REGISTER := data/kartotek.db
REPORT := data/report.html

.PHONY: help run build check check-all bench soak fuzz format install clean
help:      ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*##/ { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: build ## fill data/kartotek.db with the demonstration, and write its report
	@$(PROGRAM) -d $(REGISTER) demo --if-empty
	@$(PROGRAM) -d $(REGISTER) report --output $(REPORT) >/dev/null
	@echo "The report: file://$(abspath $(REPORT))"
	@echo "Look around: $(PROGRAM) find anna; $(PROGRAM) duplicates; $(PROGRAM) help"

build: build/.packages ## the release binary: build/release/kartotek
	@[ -f build/release/build.ninja ] || cmake --preset release
	cmake --build --preset release

check: build/.packages ## build with sanitizers and run every test
	cmake --preset check
	cmake --build --preset check
	tools/with_postgres ctest --preset check

check-all: check ## the same with both compilers and ThreadSanitizer, then clang-tidy
	for preset in clang threads; do cmake --preset $$preset && cmake --build --preset $$preset && \
	  tools/with_postgres ctest --preset $$preset || exit 1; done
	run-clang-tidy -quiet -p build/clang 'src/.*\.c$$'

soak:      ## the long proofs on both engines: kills, faults, sequences, merges taken back, round trips
	@[ -f build/check/build.ninja ] || cmake --preset check
	cmake --build --preset check
	@[ -f build/release/build.ninja ] || cmake --preset release
	cmake --build --preset release --target kartotek test_intake_facts test_intake_twice test_exchange_fault
	tools/with_postgres tests/soak/facts.sh build/release/test_intake_facts $${SOAK_SEQUENCES:-10000}
	tools/with_postgres python3 -B tests/soak/kill.py $(PROGRAM) --kills $${SOAK_KILLS:-200}
	tools/with_postgres python3 -B tests/soak/unmerge.py $(PROGRAM) --pairs $${SOAK_PAIRS:-200}
	tools/with_postgres tests/soak/round_trip.sh $(PROGRAM)
	KARTOTEK_FAULTS=all tools/with_postgres build/release/test_exchange_fault
	KARTOTEK_ROUNDS=1000 tools/with_postgres build/release/test_intake_twice

bench: build ## timings, the peer or the physical limit beside each; BENCH_ROWS=1000000
	cmake --build --preset release --target import_bench
	POSTGRES_OPTIONS=" " tools/with_postgres bench/import.sh

fuzz: build/.packages ## every fuzzer for FUZZ_SECONDS (600) over its corpus; fails on a finding
	cmake --preset fuzz
	cmake --build --preset fuzz
	tools/fuzz_all build/fuzz $${FUZZ_SECONDS:-600}

install: build ## program, man page and completions below PREFIX (/usr/local)
	install -D -m 755 -t $(ROOT)/bin $(PROGRAM)
	install -d $(ROOT)/share/man/man1 $(ROOT)/share/bash-completion/completions \
	  $(ROOT)/share/zsh/site-functions $(ROOT)/share/fish/vendor_completions.d
	$(PROGRAM) help --man > $(ROOT)/share/man/man1/kartotek.1
	$(PROGRAM) help --completions bash > $(ROOT)/share/bash-completion/completions/kartotek
	$(PROGRAM) help --completions zsh > $(ROOT)/share/zsh/site-functions/_kartotek
	$(PROGRAM) help --completions fish > $(ROOT)/share/fish/vendor_completions.d/kartotek.fish
	install -D -m 644 -t $(ROOT)/share/doc/kartotek $(wildcard LICENSE README.md CHANGES.md)

format:    ## lay out the sources
	find src tests fuzz bench -name '*.[ch]' | xargs clang-format -i

clean:     ## forget everything built
	rm -rf build

# Installs what is missing, once, on Debian and its children.
build/.packages: packages.txt
	@mkdir -p build
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	 [ -z "$$missing" ] || { SUDO=; [ $$(id -u) = 0 ] || SUDO=sudo; \
	   $$SUDO apt-get update -q && $$SUDO apt-get install -qy --no-install-recommends $$missing; }
	@touch $@
