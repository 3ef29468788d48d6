import { expect, test } from 'vitest';
import { sentencesIn, source, sourcesIn } from '../../../test/java';
import { en } from '../en';
import { ko } from '../ko';

const KOREAN = /[가-힣]/;

/** What a call of the console's may be answered with, in the gateway's own words. */
const SAID = [
  ...sourcesIn('admin').flatMap((text) => sentencesIn(text, ['new Problem(', 'Problem.answer('])),
  ...['fleet/Fleet.java', 'fleet/Undertakings.java'].flatMap((path) =>
    sentencesIn(source(path), ['new Refused(']),
  ),
  ...sentencesIn(source('access/Staff.java'), ['new IllegalArgumentException(']),
];

test('the gateway has sentences, and they are found', () => {
  expect(SAID.length).toBeGreaterThan(60);
  expect(SAID).toContain('the audit log cannot be written, so nothing was changed');
  expect(SAID).toContain('this cannot be done to push 7: it is 7');
  expect(SAID).toContain("'7' must be a text of 1 to 7 characters");
});

test.each(SAID)('is told in Korean: %s', (sentence) => {
  expect(ko.fault.said(sentence)).toMatch(KOREAN);
  expect(en.fault.said(sentence)).toBe(sentence);
});

test.each([
  ['kim may not do that; it needs lanes', 'kim 사용자에게 권한이 없습니다. 필요한 권한: 전송 멈춤과 재개'],
  [
    'too many wait for the ledger; try again in a moment',
    '기다리는 요청이 너무 많습니다(원장). 잠시 뒤에 다시 해 주십시오',
  ],
  ['this cannot be done to push 12: it is in-flight', '푸시 12번에는 할 수 없습니다. 지금 상태: 전송 중'],
  ['16 short lives in a row: exit code 3', '16번 잇달아 금방 끝남: 종료 코드 3'],
  ['Service Unavailable', '지금은 처리할 수 없습니다'],
  // What is not known is better than nothing.
  ['a sentence of a later version', 'a sentence of a later version'],
])('with what stands in it: %s', (said, told) => {
  expect(ko.fault.said(said)).toBe(told);
});

const events = [...source('ledger/EventKind.java').matchAll(/^ {4}([A-Z_]+)\(\d+\)[,;]$/gm)].map(
  ([, name = '']) => name.toLowerCase().replaceAll('_', '-'),
);

test('whatever may happen to a push has a name', () => {
  expect(events).toContain('decided');
  expect(Object.keys(en.push.step)).toEqual(expect.arrayContaining(events));
});

test.each([
  ['by kim, was rejected: UNREGISTERED', 'kim, 이전 상태: 거절 (UNREGISTERED)'],
  ['by kim, was held', 'kim, 이전 상태: 보류'],
  ['by key bank, was waiting in memory', 'key bank, 메모리에서 기다리던 중'],
  ['node seoul-2', '노드 seoul-2'],
  [
    'advert sent: night, consented by type 3; label and sender are there',
    '광고 발송: 밤, 야간 수신 동의 유형 3, 광고 표시와 보낸 이를 이미 넣음',
  ],
  [
    'advert at night (22:10 in Asia/Seoul), not consented for the night; its time is over before it may be sent',
    '밤 시간 광고 (22:10, Asia/Seoul), 야간 수신 동의 없음, 보낼 수 있기 전에 시한이 지남',
  ],
  ['outside the hours 09:00-15:30', '발송 시간 09:00-15:30 밖'],
  ['outside the hours 09:00-15:30, which do not come again', '발송 시간 09:00-15:30 밖, 다시 오지 않음'],
  ['tried 5 times, last: unanswered: timeout', '5회 시도함, 마지막: 응답 없음: timeout'],
  [
    'its time is over before it may be tried again, last: 503 UNAVAILABLE',
    '다시 시도할 수 있기 전에 시한이 지남, 마지막: 503 UNAVAILABLE',
  ],
  ['503 UNAVAILABLE', '503 UNAVAILABLE'],
])('what was written down about a push is told in Korean: %s', (detail, told) => {
  expect(ko.push.told(detail)).toBe(told);
  expect(en.push.told(detail)).toBe(detail);
});
