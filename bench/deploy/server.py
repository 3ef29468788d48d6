"""Takes the socket that is handed to it (LISTEN_FDS) and finishes its requests on SIGINT."""
import asyncio
import os
import signal
import socket

LINGER = 3
closing = False
connections = set()


async def serve(reader, writer):
    task = asyncio.current_task()
    connections.add(task)
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            last = closing or b"Connection: close" in head
            body = b"p%d" % os.getpid()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s"
                % (len(body), b"Connection: close\r\n" if last else b"", body)
            )
            await writer.drain()
            if last:
                break
    except (asyncio.IncompleteReadError, ConnectionResetError):
        pass  # the client has gone
    finally:
        writer.close()
        connections.discard(task)


async def main():
    global closing
    assert os.environ["LISTEN_PID"] == str(os.getpid())
    listener = socket.socket(fileno=3)
    listener.setblocking(False)
    server = await asyncio.start_server(serve, sock=listener)
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, told.set)
    await told.wait()
    closing = True
    for accepting in server.sockets:
        loop.remove_reader(accepting.fileno())
    end = loop.time() + LINGER
    while connections and loop.time() < end:
        await asyncio.sleep(0.02)


asyncio.run(main())
