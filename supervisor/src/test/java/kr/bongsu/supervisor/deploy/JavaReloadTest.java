package kr.bongsu.supervisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kr.bongsu.supervisor.Await;
import kr.bongsu.supervisor.Bongsu;
import kr.bongsu.supervisor.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Java and Python programs replaced under load.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaReloadTest {
    private static final int RATE = 200;

    private Bongsu bongsu;
    private int port;

    @BeforeAll
    void wake(@TempDir Path folder) {
        bongsu = new Bongsu(folder);
        bongsu.write(
                "Jdk.java",
                "import com.sun.net.httpserver.HttpServer;",
                "import java.net.InetSocketAddress;",
                "import java.util.concurrent.Executors;",
                "void main() throws Exception {",
                "  int port = Integer.parseInt(System.getenv(\"PORT\"));",
                "  var server = HttpServer.create(new InetSocketAddress(\"127.0.0.1\", port), 0);",
                "  server.setExecutor(Executors.newFixedThreadPool(8));",
                "  byte[] body = (\"j\" + ProcessHandle.current().pid()).getBytes();",
                "  server.createContext(\"/\", e -> {",
                "    e.sendResponseHeaders(200, body.length);",
                "    e.getResponseBody().write(body);",
                "    e.close();",
                "  });",
                "  server.start();",
                "  Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println(\"its own hook\")));",
                "}");
        bongsu.write(
                "Blocking.java",
                "import java.net.*;",
                "import java.util.concurrent.Executors;",
                "void main() throws Exception {",
                "  var workers = Executors.newFixedThreadPool(32);",
                "  int port = Integer.parseInt(System.getenv(\"PORT\"));",
                "  try (var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {",
                "    while (true) { Socket s = server.accept(); workers.execute(() -> serve(s)); }",
                "  }",
                "}",
                "void serve(Socket s) {",
                "  try (s) {",
                "    var in = new java.io.BufferedReader(new java.io.InputStreamReader(s.getInputStream()));",
                "    for (String line = in.readLine(); line != null; line = in.readLine()) {",
                "      boolean close = false;",
                "      for (; !line.isEmpty(); line = in.readLine()) close |= line.startsWith(\"Connection: close\");",
                "      s.getOutputStream().write(\"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok\".getBytes());",
                "      if (close) return;",
                "    }",
                "  } catch (java.io.IOException e) { System.err.println(e); }",
                "}");
        bongsu.write(
                "Inherited.java",
                "import java.nio.ByteBuffer;",
                "import java.nio.channels.*;",
                "import java.util.concurrent.atomic.AtomicInteger;",
                "volatile boolean closing;",
                "final AtomicInteger open = new AtomicInteger();",
                "void main() throws Exception {",
                "  var server = (ServerSocketChannel) System.inheritedChannel();",
                "  Runtime.getRuntime().addShutdownHook(new Thread(() -> {",
                "    closing = true;",
                "    try {",
                "      server.close();",
                "      for (int i = 0; i < 300 && open.get() > 0; i++) Thread.sleep(10);",
                "    } catch (Exception e) { System.err.println(e); }",
                "  }));",
                "  while (true) {",
                "    SocketChannel s;",
                "    try { s = server.accept(); } catch (ClosedChannelException e) { Thread.sleep(10_000); return; }",
                "    open.incrementAndGet();",
                "    Thread.ofVirtual().start(() -> serve(s));",
                "  }",
                "}",
                "void serve(SocketChannel s) {",
                "  try (s) {",
                "    var in = ByteBuffer.allocate(4096);",
                "    while (s.read(in) > 0) {",
                "      boolean last = closing || new String(in.array(), 0, in.position()).contains(\"Connection: close\");",
                "      in.clear();",
                "      s.write(ByteBuffer.wrap((\"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\"",
                "        + (last ? \"Connection: close\\r\\n\" : \"\") + \"\\r\\nok\").getBytes()));",
                "      if (last) return;",
                "    }",
                "  } catch (java.io.IOException e) { System.err.println(e);",
                "  } finally { open.decrementAndGet(); }",
                "}");
        bongsu.write(
                "app.py",
                "import asyncio, os, signal, socket",
                "closing = False",
                "open_connections = set()",
                "async def serve(reader, writer):",
                "    task = asyncio.current_task(); open_connections.add(task)",
                "    try:",
                "        while True:",
                "            head = await reader.readuntil(b'\\r\\n\\r\\n')",
                "            last = closing or b'Connection: close' in head",
                "            body = b'p%d' % os.getpid()",
                "            writer.write(b'HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n%s\\r\\n%s'",
                "                % (len(body), b'Connection: close\\r\\n' if last else b'', body))",
                "            await writer.drain()",
                "            if last: break",
                "    except asyncio.IncompleteReadError: pass",
                "    finally:",
                "        writer.close(); open_connections.discard(task)",
                "async def main():",
                "    global closing",
                "    assert os.environ['LISTEN_PID'] == str(os.getpid()) and os.environ['LISTEN_FDS'] == '1'",
                "    listener = socket.socket(fileno=3); listener.setblocking(False)",
                "    server = await asyncio.start_server(serve, sock=listener)",
                "    told = asyncio.Event()",
                "    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, told.set)",
                "    await told.wait()",
                "    closing = True",
                "    for s in server.sockets: asyncio.get_running_loop().remove_reader(s.fileno())",
                "    end = asyncio.get_running_loop().time() + 3",
                "    while open_connections and asyncio.get_running_loop().time() < end: await asyncio.sleep(0.02)",
                "asyncio.run(main())");
        bongsu.write(
                "workers.py",
                "import os, select, signal, socket",
                "listener = socket.socket(fileno=3); listener.setblocking(False)",
                "closing = False",
                "def close(*_):",
                "    global closing",
                "    closing = True",
                "def work():",
                "    signal.signal(signal.SIGTERM, close)",
                "    poll = select.epoll(); poll.register(listener, select.EPOLLIN)",
                "    while not closing:",
                "        if not poll.poll(0.05): continue",
                "        try: connection = listener.accept()[0]",
                "        except BlockingIOError: continue",
                "        connection.settimeout(5); connection.recv(4096)",
                "        body = b'p%d' % os.getppid()",
                "        connection.sendall(b'HTTP/1.1 200 OK\\r\\nConnection: close\\r\\n'",
                "            b'Content-Length: %d\\r\\n\\r\\n%s' % (len(body), body))",
                "        connection.close()",
                "    os._exit(0)",
                "signal.signal(signal.SIGINT, signal.SIG_IGN)",
                "workers = []",
                "for _ in range(2):",
                "    workers.append(os.fork())",
                "    if workers[-1] == 0: work()",
                "signal.signal(signal.SIGINT, lambda *_: [os.kill(w, signal.SIGTERM) for w in workers])",
                "for w in workers: os.waitpid(w, 0)");
        bongsu.run("ping").succeeds();
    }

    @BeforeEach
    void port() {
        port = Ports.free();
    }

    @AfterEach
    void clear() {
        bongsu.clear();
        assertThat(bongsu.processes()).as("processes left behind").isEmpty();
    }

    @AfterAll
    void kill() {
        bongsu.close();
    }

    private List<Integer> pids() {
        return bongsu.views().stream().map(view -> view.life().pid()).toList();
    }

    private void reloadUnderLoad(String program) {
        reloadUnderLoad(program, "3");
    }

    private void reloadUnderLoad(String program, String fd) {
        bongsu.write(
                "app.json",
                "{apps: [{name: 'app', script: '" + program + "', instances: 2,",
                " listen: '127.0.0.1:" + port + "', listen_fd: '" + fd + "'}]}");
        bongsu.run("start", "app.json", "-s").succeeds();
        List<Integer> before = pids();
        try (Load load = Load.start(port, Load.Kind.BOTH, 8, RATE)) {
            Await.until("requests are answered", () -> load.answered() > 50);
            bongsu.run("reload", "app", "-s").succeeds();
            long soFar = load.answered();
            Await.until("it goes on", () -> load.answered() > soFar + 50);
            load.end();

            assertThat(load.failures()).isEmpty();
        }
        assertThat(pids()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void anUnmodifiedHttpServerOfTheJdkLosesNoRequest() {
        reloadUnderLoad("Jdk.java");

        bongsu.awaitLog("app-out-0.log", "its own hook");
    }

    @Test
    void anUnmodifiedServerThatBlocksInAcceptLosesNoRequest() {
        reloadUnderLoad("Blocking.java");
    }

    @Test
    void aServerOnAnInheritedChannelLosesNoRequest() {
        reloadUnderLoad("Inherited.java", "0");
    }

    @Test
    void aPythonServerThatTakesTheSocketLosesNoRequest() {
        reloadUnderLoad("app.py");
    }

    /// As nginx and gunicorn do: the process itself waits for nobody.
    @Test
    void aServerWhoseForkedWorkersAcceptLosesNoRequest() {
        reloadUnderLoad("workers.py");
    }
}
