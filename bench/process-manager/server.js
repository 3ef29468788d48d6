// Says its pid to whoever connects.
require('net')
  .createServer((socket) => socket.end(String(process.pid)))
  .listen(Number(process.env.PORT), '127.0.0.1');
