package kr.bongsu.gateway.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// The process this code runs in, as far as its manager is concerned.
///
/// @param isIn whether a pid is ours, or started us
/// @param keepsSocket whether the manager keeps the socket we listen at
record Self(IntPredicate isIn, boolean keepsSocket) {

    static Self of(Map<String, String> environment) {
        return new Self(Self::isOurs, !environment.getOrDefault("BONGSU_LISTEN", "").isEmpty());
    }

    boolean isIn(int pid) {
        return isIn.test(pid);
    }

    private static boolean isOurs(int pid) {
        return Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        each -> each.flatMap(ProcessHandle::parent))
                .anyMatch(each -> each.orElseThrow().pid() == pid);
    }
}
