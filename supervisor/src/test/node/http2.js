const http2 = require('http2');

http2
  .createServer((request, response) => setTimeout(() => response.end('h' + process.pid), 5))
  .listen(process.env.PORT, '127.0.0.1');
