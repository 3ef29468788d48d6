import { state } from './log';
import type { Sentence } from './sentences';

/** Who may do what. */
export const ROLES = { viewer: '조회자', operator: '운영자', admin: '관리자' };

/** What can be done, by the word under which it is written down. */
export const ACTIONS: Readonly<Record<string, string>> = {
  login: '로그인',
  'login.refused': '로그인 거절',
  logout: '로그아웃',
  'password.change': '비밀번호 변경',
  'user.add': '사용자 추가',
  'user.role': '역할 변경',
  'user.password': '비밀번호 초기화',
  'user.remove': '사용자 삭제',
  'link.hold': 'FEP 연결 정지',
  'link.release': 'FEP 연결 정지 해제',
  'link.endpoint': 'FEP 접속지 전환',
  'link.trace': '전문 추적',
  'link.trace-end': '전문 추적 끝',
  'lane.pause': '전송 멈춤',
  'lane.resume': '전송 다시 시작',
  'push.cancel': '푸시 취소',
  'push.hold': '푸시 보류',
  'push.let-go': '푸시 보류 해제',
  'push.send-again': '푸시 다시 보내기',
  'push.unmask': '개인정보 열람',
  'test-push.deliver': '시험 푸시 발송',
  'test-push.check': '시험 푸시 검사',
  'dead-tokens.read': '무효 토큰 조회',
  'ledger.flush': '원장 비우기',
  'process.start': '프로세스 시작',
  'process.stop': '프로세스 정지',
  'process.restart': '프로세스 재시작',
  'process.reload': '프로세스 무중단 교체',
  'process.scale': '프로세스 수 변경',
  'session.end': '로그인 끝내기',
};

const from: readonly Sentence[] = [[/^from (\S+)$/, '$1에서']];
const was: readonly Sentence[] = Object.entries(state).map(([word, name]) => [
  new RegExp(`^was ${word}$`),
  `이전 상태: ${name}`,
]);
const roles: readonly Sentence[] = Object.entries(ROLES).map(([word, name]) => [
  new RegExp(`^${word}$`),
  name,
]);
const one: readonly Sentence[] = [[/^id (\d+)$/, 'ID $1']];
const service: readonly Sentence[] = [
  [/^service $/, ''],
  [/^service (.+)$/, '서비스 $1'],
];
const openId = ', by OpenID Connect, subject (.*), from (\\S+)$';
const as = Object.entries(ROLES).map(([word, name]): Sentence => [
  new RegExp(`^as ${word}${openId}`),
  `${name} 역할로, OpenID Connect 로그인, 사용자 $1, $2에서`,
]);

/** What is written down with some of them; a reason that a person gave is nobody's to translate. */
export const DETAILS: Readonly<Record<string, readonly Sentence[]>> = {
  login: [...from, ...as],
  'login.refused': [
    ...from,
    [new RegExp(`^no role${openId}`), '역할 없음, OpenID Connect 로그인, 사용자 $1, $2에서'],
  ],
  logout: from,
  'user.add': roles,
  'user.role': roles,
  'user.password': [[/^a one-time password$/, '일회용 비밀번호']],
  'link.trace': [[/^(\d+) minutes$/, '$1분']],
  'push.cancel': was,
  'push.hold': was,
  'push.let-go': was,
  'push.send-again': was,
  'test-push.deliver': service,
  'test-push.check': service,
  'dead-tokens.read': [[/^after (\S*)$/, '$1 다음부터']],
  'ledger.flush': [[/^(\d+) kept$/, '끝나지 않은 $1건은 남김']],
  'process.start': one,
  'process.stop': one,
  'process.restart': one,
  'process.reload': one,
  'process.scale': [[/^to (\d+)$/, '$1개로']],
  'session.end': [[/^open: (\d+)$/, '열려 있던 로그인 $1개']],
};
