'use strict';

// Shows the phones that received something last. Text of messages only ever becomes text nodes.
const MAX_PHONES = 24;
const COUNTERS = [
  ['requests', 'requests'],
  ['accepted', 'accepted'],
  ['rejected', 'rejected'],
  ['received', 'received'],
  ['displayed', 'displayed'],
  ['replaced', 'replaced'],
  ['displayed_twice', 'displayed twice'],
  ['connections', 'connections'],
];

const cards = new Map();
const byId = (id) => document.getElementById(id);

function element(name, text, className) {
  const node = document.createElement(name);
  node.textContent = text;
  if (className) node.className = className;
  return node;
}

function showCounters(counters) {
  byId('counters').replaceChildren(
    ...COUNTERS.map(([key, label]) => {
      const pair = document.createElement('div');
      if (key === 'displayed_twice' && counters[key] > 0) pair.className = 'bad';
      pair.append(element('dt', label), element('dd', counters[key].toLocaleString()));
      return pair;
    }),
  );
}

async function change(token, body) {
  const answer = await fetch(`control/phones/${encodeURIComponent(token)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) draw(await answer.json());
}

function card(token) {
  let found = cards.get(token);
  if (!found) {
    found = byId('phone').content.firstElementChild.cloneNode(true);
    found.querySelector('h2').textContent = token;
    found.querySelector('h2').title = token;
    found.querySelector('.power').addEventListener('click', () => change(token, { online: found.classList.contains('off') }));
    found.querySelector('.clear').addEventListener('click', () => change(token, { clear: true }));
    cards.set(token, found);
    byId('phones').prepend(found);
    byId('empty').hidden = true;
    if (cards.size > MAX_PHONES) {
      const [oldest, node] = cards.entries().next().value;
      cards.delete(oldest);
      node.remove();
    }
  }
  return found;
}

function describe(node, phone) {
  node.classList.toggle('off', !phone.online);
  node.querySelector('.power').textContent = phone.online ? 'Switch off' : 'Switch on';
  const waiting = phone.waiting > 0 ? `, ${phone.waiting} waiting` : '';
  node.querySelector('.state').textContent = `${phone.platform}, ${phone.online ? 'online' : 'off'}${waiting}`;
}

function notification(shown, isFresh) {
  const item = document.createElement('li');
  item.dataset.key = shown.key ?? '';
  if (isFresh) item.className = 'fresh';
  const again = shown.times > 1 ? ` · shown ${shown.times} times` : '';
  item.append(
    element('strong', shown.visible ? shown.title ?? '(no title)' : 'data message'),
    element('span', shown.body ?? ''),
    element('small', shown.id + again),
  );
  return item;
}

// The whole phone, as the control interface describes it.
function draw(phone) {
  const node = card(phone.token);
  describe(node, phone);
  node.querySelector('.screen').replaceChildren(...phone.screen.toReversed().map((shown) => notification(shown, false)));
}

function arrive(arrival) {
  const node = card(arrival.token);
  describe(node, { ...arrival, waiting: 0 });
  const screen = node.querySelector('.screen');
  if (arrival.visible && arrival.key) {
    for (const old of [...screen.children]) if (old.dataset.key === arrival.key) old.remove();
  }
  screen.prepend(notification(arrival, true));
  while (screen.children.length > 24) screen.lastElementChild.remove();
}

function follow() {
  const events = new EventSource('events');
  const link = byId('link');
  events.addEventListener('open', () => {
    link.textContent = 'live';
    link.className = '';
  });
  events.addEventListener('error', () => {
    link.textContent = 'The emulator does not answer; this page tries again by itself.';
    link.className = 'lost';
  });
  events.addEventListener('counters', (event) => showCounters(JSON.parse(event.data)));
  events.addEventListener('arrivals', (event) => JSON.parse(event.data).forEach(arrive));
}

async function start() {
  const answer = await fetch('control/phones');
  if (answer.ok) {
    const { phones } = await answer.json();
    phones.slice(0, MAX_PHONES).reverse().forEach(draw);
  }
  follow();
}

start();
