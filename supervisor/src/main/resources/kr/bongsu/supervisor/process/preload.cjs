'use strict';
// Loaded by Bongsu into a Node program before the program's own code (node --require). It does two things, and
// nothing in processes that were not started for it:
//
//  - a server that listens at a port Bongsu keeps takes over the kept socket instead of binding the port; where Bongsu
//    learns ports (BONGSU_LEARN), one that opens its port itself is followed, too;
//  - on SIGINT or SIGTERM the program first finishes what it has: it accepts no more, ends each response with
//    "Connection: close", keeps idle connections for a while, because a request may be on its way, and closes them.
//    Then the program's own handlers run, as if the signal had come only now.
const fs = require('fs');
const net = require('net');
const path = require('path');

const FIRST = 3;
const LOOK = 20;
const SIGNALS = ['SIGINT', 'SIGTERM'];

const mine = process.env.LISTEN_PID === String(process.pid);
const given = mine && process.env.BONGSU_LISTEN ? process.env.BONGSU_LISTEN.split(',') : [];
const learns = mine && process.env.BONGSU_LEARN === '1';
const linger = Number(process.env.BONGSU_LINGER || 3000);
const limit = Number(process.env.BONGSU_DRAIN_LIMIT || linger + 2000);
for (const name of ['BONGSU_LISTEN', 'BONGSU_LEARN', 'BONGSU_LINGER', 'BONGSU_DRAIN_LIMIT']) delete process.env[name];

// A message to a daemon that is gone must not end the program with an 'error' nobody listens for.
if (mine && process.send) {
  const send = process.send;
  process.send = function (message, ...rest) {
    if (process.connected) return send.call(this, message, ...rest);
    const done = rest.find((argument) => typeof argument === 'function');
    if (done) setImmediate(done, null);
    return false;
  };
}

const taken = new Set(); // descriptors in use
const servers = new Map(); // server -> its open connections
const busy = new Map(); // connection -> the response it waits for
let draining = false;
let drained = false;

/** The address that these arguments of listen() mean, as Bongsu writes it; undefined for another kind. */
function wanted(args) {
  const first = args[0];
  const options = first !== null && typeof first === 'object' ? first : {};
  if (options.fd !== undefined || options._handle || options.handle) return undefined;
  const port = typeof first === 'object' ? options.port : first;
  if (typeof port === 'number' || (typeof port === 'string' && /^\d+$/.test(port))) return String(Number(port));
  const file = typeof first === 'string' ? first : options.path;
  return typeof file === 'string' ? path.resolve(file) : undefined;
}

function descriptor(args) {
  const first = args[0];
  if (first !== null && typeof first === 'object' && Number.isInteger(first.fd)) {
    return first.fd >= FIRST && first.fd < FIRST + given.length ? first.fd : -1;
  }
  const index = given.indexOf(wanted(args));
  return index < 0 || taken.has(FIRST + index) ? -1 : FIRST + index;
}

/** Follows what a server has open, so that nothing is cut off. */
function follow(server) {
  const open = new Set();
  servers.set(server, open);
  const add = (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', add);
  server.on('secureConnection', (socket) => {
    open.delete(socket._parent); // from now on the encrypted one stands for both
    add(socket);
  });
  server.prependListener('request', (request, response) => {
    if (request.httpVersionMajor > 1) return; // HTTP/2 says goodbye by its session
    const socket = request.socket;
    busy.set(socket, response);
    if (draining) lastOne(response);
    response.once('close', () => {
      if (busy.get(socket) === response) busy.delete(socket);
    });
  });
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    if (draining) goodbye(session, false);
  });
}
const sessions = new Set();

/** GOAWAY without a fault and with the highest stream there can be: "open no more", before any is refused. */
const NOTICE = Buffer.from([0, 0, 8, 7, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
const ROUND_TRIP = 1000;

/**
 * Ends a session of HTTP/2 as RFC 9113 (6.8) has it: the client is told to open no more streams, and what it opened
 * until it knew, which is here when it has answered a ping, is still served. Node has no call for that notice.
 */
function goodbye(session, known = true) {
  let closed = false;
  const close = () => {
    if (!closed && !session.destroyed) session.close();
    closed = true;
  };
  setTimeout(close, ROUND_TRIP).unref();
  try {
    const handle = session.socket._handle;
    // Written beside the session's own frames, so between two of them, and not within what is encrypted.
    if (known && !session.encrypted && handle.fd > 0 && handle.writeQueueSize === 0) fs.writeSync(handle.fd, NOTICE);
    session.ping(close);
  } catch {
    close(); // it is ending already, or takes nothing at the moment
  }
}

function lastOne(response) {
  if (response.headersSent) return;
  response.shouldKeepAlive = false;
  response.setHeader('Connection', 'close');
}

function drain(then) {
  draining = true;
  const start = Date.now();
  const connections = [];
  for (const [server, open] of servers) {
    net.Server.prototype.close.call(server); // http's own close() would drop idle connections at once
    server.close = function (callback) {
      if (callback) setImmediate(callback);
      return this;
    };
    connections.push(open);
  }
  for (const response of busy.values()) lastOne(response);
  for (const session of sessions) goodbye(session);
  const look = () => {
    const age = Date.now() - start;
    let left = 0;
    const streams = new Set([...sessions].map((session) => session.socket?._handle));
    for (const open of connections) {
      for (const socket of open) {
        if (age > linger && !busy.has(socket) && !streams.has(socket._handle)) socket.end();
      }
      left += open.size;
    }
    if (left > 0 && age < limit && !drained) setTimeout(look, LOOK);
    else then();
  };
  look();
}

if (given.length > 0 || learns) {
  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (...args) {
    const fd = descriptor(args);
    if (fd < 0) {
      if (learns && !servers.has(this)) follow(this);
      return listen.apply(this, args);
    }
    taken.add(fd);
    follow(this);
    const options = args[0] !== null && typeof args[0] === 'object' ? args[0] : {};
    const callback = args.find((argument) => typeof argument === 'function');
    const adopted = { fd, backlog: options.backlog || 4096, signal: options.signal };
    return callback ? listen.call(this, adopted, callback) : listen.call(this, adopted);
  };

  const emit = process.emit;
  const own = () => {};
  const pass = (event, args) => {
    drained = true;
    const theirs = process.listeners(event).some((listener) => listener !== own);
    if (theirs) emit.call(process, event, ...args);
    else process.exit(0);
  };
  process.emit = function (event, ...args) {
    const end = SIGNALS.includes(event) || (event === 'message' && args[0] === 'shutdown');
    if (!end || drained || servers.size === 0) {
      if (end && !drained && SIGNALS.includes(event)) return pass(event, args), true;
      return emit.call(this, event, ...args);
    }
    if (draining) pass(event, args); // asked twice: now
    else drain(() => drained || pass(event, args));
    return true;
  };
  for (const signal of SIGNALS) process.on(signal, own);
}
