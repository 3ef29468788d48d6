/// What Bongsu loads into a Java program that was given sockets (`-javaagent`), so that an
/// unmodified server takes part in reloads without loss.
///
/// The JDK's own socket code calls five native methods; [CallSites] lets it call [Hooks] instead,
/// by changing the constant pool of four classes and no instruction. So a server that binds a kept
/// port takes over the kept socket, and on SIGINT or SIGTERM [Drain] finishes what is open before
/// the program's own shutdown begins.
///
/// Compiled for Java 17, loaded by the boot loader, uses nothing of this project. Everything is
/// static because the JDK's code calls static methods; the state is set once before the program's
/// `main` and by the one signal that ends it.
///
/// Start at [Agent].
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.agent;
