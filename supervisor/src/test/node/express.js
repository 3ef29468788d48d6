const express = require('express');

const app = express();
app.get('/', (request, response) => setTimeout(() => response.send('e' + process.pid), 3));
app.listen(process.env.PORT, '127.0.0.1');
