// As PM2's documentation has it: says when it is ready, ends by itself.
const http = require('http');
const server = http.createServer((request, response) => setTimeout(() => response.end('n' + process.pid), 3));
server.listen(process.env.PORT, '127.0.0.1', () => process.send('ready'));
process.on('SIGINT', () => server.close((error) => process.exit(error ? 1 : 0)));
