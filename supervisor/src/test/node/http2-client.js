// Asks 200 times a second over HTTP/2 and never again: over one connection until the server says goodbye, then over
// another. When its input ends it says how many were answered and what the others met.
const http2 = require('http2');

const failures = {};
let answered = 0;
let failed = 0;
let open = 0;
let over = false;
let session;

function fail(error) {
  failed++;
  failures[error.code] = (failures[error.code] || 0) + 1;
}

function connected() {
  if (!session || session.closed || session.destroyed || session.goodbye) {
    const fresh = http2.connect('http://127.0.0.1:' + process.argv[2]);
    fresh.on('goaway', () => (fresh.goodbye = true));
    fresh.on('error', () => {}); // its streams report it
    session = fresh;
  }
  return session;
}

function ask() {
  open++;
  const stream = connected().request({ ':path': '/' });
  let body = '';
  let problem;
  stream.setEncoding('utf8');
  stream.on('data', (part) => (body += part));
  stream.on('error', (error) => (problem = error));
  stream.on('close', () => {
    open--;
    if (problem || !/^h\d+$/.test(body)) fail(problem || { code: 'CUT_OFF' });
    else answered++;
    if (answered === 20) console.log('asking');
    end();
  });
  stream.end();
}

function end() {
  if (over && open === 0) {
    console.log('answered ' + answered + ' failed ' + failed + ' ' + JSON.stringify(failures));
    process.exit(0);
  }
}

const timer = setInterval(ask, 5);
process.stdin.resume();
process.stdin.on('end', () => {
  clearInterval(timer);
  over = true;
  end();
});
