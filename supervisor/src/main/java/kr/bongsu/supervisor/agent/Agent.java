package kr.bongsu.supervisor.agent;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Comes before `main` in a Java program that Bongsu started. Does nothing in a process that was
/// not given sockets, such as a JVM started by that program.
public final class Agent {
    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        Map<String, String> environment = System.getenv();
        String pid = Long.toString(ProcessHandle.current().pid());
        String given = environment.getOrDefault("BONGSU_LISTEN", "");
        boolean learns = "1".equals(environment.get("BONGSU_LEARN"));
        if (!pid.equals(environment.get("LISTEN_PID")) || (given.isEmpty() && !learns)) {
            return;
        }
        try {
            Module ours = Agent.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(ours),
                    Map.of(),
                    Map.of(
                            "sun.nio.ch", Set.of(ours),
                            "java.io", Set.of(ours),
                            "jdk.internal.misc", Set.of(ours)),
                    Set.of(),
                    Map.of());
            Hooks.given(given.isEmpty() ? List.of() : List.of(given.split(",", -1)), learns);
            instrumentation.addTransformer(new CallSites(), true);
            instrumentation.retransformClasses(CallSites.classes());
            long linger = Long.parseLong(environment.getOrDefault("BONGSU_LINGER", "3000"));
            long limit = Long.parseLong(environment.getOrDefault("BONGSU_DRAIN_LIMIT", "5000"));
            new Drain(linger, limit).install();
        } catch (ReflectiveOperationException
                | java.lang.instrument.UnmodifiableClassException
                | RuntimeException e) {
            // The program itself is sound: it runs, but opens its port itself.
            System.err.println("[bongsu] this JVM cannot take over a kept socket: " + e);
        }
    }
}
