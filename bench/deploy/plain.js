// Knows nothing of who runs it.
const http = require('http');
http
  .createServer((request, response) => setTimeout(() => response.end('n' + process.pid), 3))
  .listen(process.env.PORT, '127.0.0.1');
