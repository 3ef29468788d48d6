'use strict';

// Google's SDK for Node against a running emulator. EMULATOR_DIR names the emulator's directory.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http2 = require('node:http2');
const https = require('node:https');
const path = require('node:path');
const { test, before, after } = require('node:test');

const dir = process.env.EMULATOR_DIR;
const emulator = JSON.parse(fs.readFileSync(path.join(dir, 'emulator.json'), 'utf8'));
const ca = fs.readFileSync(path.join(dir, 'ca.pem'));

// HTTP/1.1: every connection of the SDK goes to the emulator, whatever host it names; the name is still verified.
class EmulatorAgent extends https.Agent {
  createConnection(options, done) {
    const target = { host: '127.0.0.1', hostname: '127.0.0.1', port: emulator.tls_port };
    return super.createConnection({ ...options, ...target, servername: options.servername || options.host, ca }, done);
  }
}

// HTTP/2: the SDK opens its sessions itself, so the address is rewritten before it loads.
const connect = http2.connect;
http2.connect = (url, options, listener) =>
  connect(
    String(url).replace(/^https:\/\/fcm\.googleapis\.com(:443)?/, `https://127.0.0.1:${emulator.tls_port}`),
    { ...options, ca, servername: 'fcm.googleapis.com' },
    listener,
  );

const admin = require('firebase-admin');

const agent = new EmulatorAgent({ keepAlive: true });
const app = admin.initializeApp({
  credential: admin.credential.cert(path.join(dir, 'service-account.json'), agent),
  projectId: emulator.project,
  httpAgent: agent,
});
const messaging = admin.messaging(app);

async function call(method, name, body) {
  const answer = await fetch(`http://127.0.0.1:${emulator.port}/${name}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

// The SDK tries a 503 five times; this shortens its waits.
before(() => call('PATCH', 'control/settings', { retry_after: '1s' }));

after(async () => {
  await app.delete();
  agent.destroy();
});

test('send takes a message with everything in it', async () => {
  const name = await messaging.send({
    token: 't1',
    notification: { title: 'a', body: 'b', imageUrl: 'https://x/y.png' },
    data: { k: 'v' },
    android: {
      ttl: 3600500,
      priority: 'high',
      collapseKey: 'c',
      notification: {
        tag: 'g',
        color: '#aabbcc',
        visibility: 'private',
        priority: 'high',
        lightSettings: { color: '#11223344', lightOnDurationMillis: 100, lightOffDurationMillis: 200 },
        vibrateTimingsMillis: [100, 50],
        eventTimestamp: new Date(0),
      },
      fcmOptions: { analyticsLabel: 'L' },
    },
    apns: {
      headers: { 'apns-priority': '10' },
      payload: { aps: { alert: { title: 'a', locKey: 'x', locArgs: ['1'] }, badge: 1, contentAvailable: true }, custom: { a: 1 } },
      fcmOptions: { imageUrl: 'https://a/b.png', analyticsLabel: 'q' },
    },
    webpush: { headers: { TTL: '10' }, notification: { title: 'w' }, fcmOptions: { link: 'https://x' } },
    fcmOptions: { analyticsLabel: 'top' },
  });
  assert.match(name, /^projects\/demo-project\/messages\/0:\d{16}%[0-9a-f]{16}$/);
});

test('a dry run is validated and delivers nothing', async () => {
  const { accepted } = await call('GET', 'stats');
  assert.equal(await messaging.send({ token: 't1' }, true), 'projects/demo-project/messages/fake_message_id');
  assert.match(await messaging.send({ topic: '/topics/news' }, true), /^projects\/demo-project\/messages\/\d+$/);
  assert.equal((await call('GET', 'stats')).accepted, accepted);
});

for (const [token, code] of [
  ['unreg-1', 'messaging/registration-token-not-registered'],
  ['iosunreg-1', 'messaging/registration-token-not-registered'],
  ['invalid-1', 'messaging/invalid-argument'],
  ['apnsoff-1', 'messaging/invalid-argument'],
  ['mismatch-1', 'messaging/mismatched-credential'],
  ['quota-1', 'messaging/message-rate-exceeded'],
  ['projectquota-1', 'messaging/message-rate-exceeded'],
  ['unavail-1', 'messaging/server-unavailable'],
  ['internal-1', 'messaging/internal-error'],
  ['apns-1', 'messaging/third-party-auth-error'],
]) {
  test(`send reads ${token} as ${code}`, async () => {
    await assert.rejects(messaging.send({ token }), { code });
  });
}

test('sendEach of 500 over HTTP/2 reports each of them', async () => {
  const messages = Array.from({ length: 500 }, (_, i) => ({ token: (i % 10 === 0 ? 'unreg-' : 't') + i }));
  const batch = await messaging.sendEach(messages);
  assert.equal(batch.successCount, 450);
  assert.equal(batch.failureCount, 50);
  batch.responses.forEach((response, i) => assert.equal(response.success, i % 10 !== 0));
});

test('sendEach over HTTP/1.1 too', async () => {
  const other = admin.initializeApp({ ...app.options }, 'http1');
  const legacy = admin.messaging(other);
  legacy.enableLegacyHttpTransport();
  const batch = await legacy.sendEach([{ token: 't1' }, { token: 'unreg-1' }]);
  await other.delete();
  assert.deepEqual(
    batch.responses.map((response) => response.success),
    [true, false],
  );
});

test('a topic reaches its subscribers, a condition those it holds for', async () => {
  const answer = await messaging.subscribeToTopic(['t1', 't2', 'unreg-1'], 'node-news');
  assert.equal(answer.successCount, 2);
  assert.equal(answer.errors[0].index, 2);
  assert.equal(answer.errors[0].error.code, 'messaging/registration-token-not-registered');

  const { received } = await call('GET', 'stats');
  await messaging.send({ topic: 'node-news', data: { k: 'v' } });
  await messaging.send({ condition: "'node-news' in topics && !('x' in topics)", data: { k: 'v' } });
  assert.equal((await call('GET', 'stats')).received, received + 4);

  assert.equal((await messaging.unsubscribeFromTopic(['t1', 't2'], 'node-news')).successCount, 2);
});
