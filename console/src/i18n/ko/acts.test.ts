import { expect, test } from 'vitest';
import { ko } from '../ko';

test.each([
  ['login', 'from 10.0.0.7', '10.0.0.7에서'],
  ['push.cancel', 'was reserved', '이전 상태: 예약'],
  ['user.role', 'operator', '운영자'],
  ['process.scale', 'to 3', '3개로'],
  ['ledger.flush', '17 kept', '끝나지 않은 17건은 남김'],
  [
    'login',
    'as admin, by OpenID Connect, subject 4-a, from ::1',
    '관리자 역할로, OpenID Connect 로그인, 사용자 4-a, ::1에서',
  ],
  // The words of a person, though they are as those of the gateway.
  ['link.hold', 'was reserved', 'was reserved'],
  ['something.new', 'of later', 'of later'],
])('what is written down with %s is told in Korean: %s', (action, detail, told) => {
  expect(ko.audit.detailOf(action, detail)).toBe(told);
});

test('why a line failed is told in Korean, and what is not known as it is', () => {
  expect(ko.links.because('cannot connect (Connection refused)')).toBe('연결할 수 없음 (Connection refused)');
  expect(ko.links.because('no sign of life for 3 heartbeats')).toBe('하트비트 3회 동안 응답이 없음');
  expect(ko.links.because('kim: 점검')).toBe('kim: 점검');
});

test.each([
  ['38 ms', '38밀리초'],
  ['59.9 s', '59.9초'],
  ['3 h 1 m', '3시간 1분'],
])('a span of time is told in Korean units: %s', (span, told) => {
  expect(ko.processes.lasting(span)).toBe(told);
});
