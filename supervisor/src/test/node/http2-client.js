// Asks some 1,000 times a second over HTTP/2 and never again: over one connection until the server says goodbye, then
// over another. When its input ends it says how many were answered and what the others met.
const http2 = require('http2');

// In the notice ahead of a goodbye, which refuses no stream.
const HIGHEST = 2 ** 31 - 1;

const failures = {};
let answered = 0;
let failed = 0;
let open = 0;
let ended = false;
let session;

function fail(error) {
  failed++;
  failures[error.code] = (failures[error.code] || 0) + 1;
}

function connected() {
  if (!session || session.closed || session.destroyed || session.goodbye) {
    const fresh = http2.connect('http://127.0.0.1:' + process.argv[2]);
    fresh.on('goaway', (code, last) => {
      fresh.goodbye = true;
      fresh.last = last;
    });
    fresh.on('error', () => {}); // its streams report it
    session = fresh;
  }
  return session;
}

function ask() {
  open++;
  const over = connected();
  const stream = over.request({ ':path': '/' });
  let body = '';
  let problem;
  stream.setEncoding('utf8');
  stream.on('data', (part) => (body += part));
  stream.on('error', (error) => (problem = error));
  stream.on('close', () => {
    open--;
    // Node's client still held it back when the notice came; it never reached the server.
    if (problem && stream.rstCode === http2.constants.NGHTTP2_REFUSED_STREAM && over.last === HIGHEST) return ask();
    if (problem || !/^h\d+$/.test(body)) fail(problem || { code: 'CUT_OFF' });
    else answered++;
    if (answered === 20) console.log('asking');
    end();
  });
  stream.end();
}

function end() {
  if (ended && open === 0) {
    console.log('answered ' + answered + ' failed ' + failed + ' ' + JSON.stringify(failures));
    process.exit(0);
  }
}

const timer = setInterval(() => {
  for (let i = 0; i < 3; i++) ask();
}, 3);
process.stdin.resume();
process.stdin.on('end', () => {
  clearInterval(timer);
  ended = true;
  end();
});
