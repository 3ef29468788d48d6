# The two commands that matter: `make` builds the distribution, `make test` builds and tests everything.
# The launcher finds JDK 25 and keeps two builds of one checkout apart.

.PHONY: all test kill-test chaos-test crash-test power-test soak bench-process-manager clean tools bench-decode bench-link bench-idle bench-flood bench-e2e bench-ledger \
        bench-fcm-client bench-fcm-emulator bench-fcm-million bench-fcm-soak bench-deploy bench-handover bench-console servers

all: tools
	./bongsu build

test: tools
	./bongsu mvn -T 2 verify

# Kills the gateway (kill -9) in the midst of 10,000 pushes, 20 times.
kill-test: tools
	./bongsu mvn verify -pl acceptance -am -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false -Dbongsu.kills=20

# Kills the gateway, FCM, lines and store (a file, PostgreSQL, MariaDB in turn) at random at 2,000 pushes a second, twenty rounds of half a minute of load: ten minutes.
chaos-test: tools
	./bongsu mvn verify -pl acceptance -am -Dtest=ChaosTest -Dsurefire.failIfNoSpecifiedTests=false -Dbongsu.chaos.rounds=20

# The process manager beside PM2 from npm, on this machine: the tables of docs/benchmarks.md.
bench-process-manager: all
	node bench/process-manager/compare.mjs $(PARTS)

# Measurements, one table each; docs/benchmarks.md tells what they mean. N=... where a run has a size.
bench-decode bench-link bench-idle bench-flood: tools
	@bench/run $(@:bench-%=%) $(N)

# The same of telegram to settled push; PART=singles, multis, instant or campaigns: one.
bench-e2e: tools
	@bench/run e2e $(or $(N),30) $(PART)

# The ledger by itself on the three engines, with servers as the tests start them. ENGINE=sqlite, mariaDb or postgreSql: one.
bench-ledger: tools
	./bongsu mvn -q test -pl gateway -am '-Dtest=LedgerBench$(if $(ENGINE),#$(ENGINE))' -Dsurefire.failIfNoSpecifiedTests=false -Dexec.skip=true

# The FCM client beside a bare Netty loop and Google's SDK; the emulator on one core; faults for a million pushes; for N minutes.
bench-fcm-client bench-fcm-emulator bench-fcm-million bench-fcm-soak: tools
	@bench/run $(@:bench-%=%) $(N)

# Kills a writer of the ledger (kill -9) under load, 200 times on SQLite, MariaDB and PostgreSQL each.
crash-test: tools
	./bongsu mvn verify -pl gateway -am -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false -Dexec.skip=true -Dbongsu.crashes=200

# Drops what an SQLite ledger under load had not synced (a power cut), at 300 moments.
power-test: tools
	./bongsu mvn verify -pl gateway -am -Dtest=PowerCutTest -Dsurefire.failIfNoSpecifiedTests=false -Dexec.skip=true -Dbongsu.power-cuts=300

# Requests lost while workers are replaced and killed, beside PM2 from npm. PART=node, others, debian or kills: one.
bench-deploy: all
	./bongsu mvn -q test-compile dependency:build-classpath -pl supervisor -am -Dmdep.includeScope=test -Dmdep.outputFile=target/bench-class-path
	@for part in $(or $(PART),node others debian kills); do bench/deploy/run.sh $$part || exit 1; done

# Reloads the gateway five times while 5,000 pushes a second flow, and counts those lost or sent twice.
bench-handover: tools
	./bongsu mvn verify -pl acceptance -am -Dtest=GatewayReloadTest -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dbongsu.handover.rate=5000 -Dbongsu.handover.pushes=500000 -Dbongsu.handover.reloads=5

# The console in Chromium: Lighthouse, live at 10,000 pushes a second, 50 consoles, a log of N (10,000,000) pushes. PART=...: one.
bench-console: all
	@N=$(N) console/bench/run.sh $(or $(PART),lighthouse consoles live log)

# Reloads servers of well-known libraries, five times each.
servers: tools
	./bongsu mvn verify -pl supervisor -am -Dtest=ServersTest -Dsurefire.failIfNoSpecifiedTests=false -Dbongsu.servers.reloads=5

# Reloads an application a hundred times under load and counts failed requests: there are none.
soak: tools
	./bongsu mvn verify -pl supervisor -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dbongsu.reloads=100

# Where it may (root on Debian or Ubuntu), installs what the build needs and is missing.
tools:
	@.ci/tools

clean:
	rm -rf target */target
