package kr.bongsu.supervisor.cli;

/// Whether this machine can run the daemon.
final class Platform {
    private Platform() {}

    /// @throws CommandException with what to do instead when it cannot
    static void mustRunDaemon() {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            throw new CommandException(
                    "the process manager runs on Linux only: it needs pidfd, epoll and /proc, which "
                            + system
                            + " does not have.\n  Run programs in the foreground here (bongsu gateway"
                            + " --config FILE) and let the system's own service manager keep them");
        }
    }
}
