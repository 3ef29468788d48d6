import type { Texts } from '../en';
import { ACTIONS, DETAILS, ROLES } from './acts';
import { translated } from './sentences';
import { number } from './numbers';

export const session: Texts['session'] = {
  title: '로그인',
  name: '이름',
  password: '비밀번호',
  enter: '로그인',
  first: '처음이십니까? 게이트웨이가 처음 시작할 때 일회용 비밀번호가 있는 곳을 알려 드렸습니다.',
  wrong: '이름이나 비밀번호가 틀렸거나, 다섯 번 틀려 15분 동안 잠긴 계정입니다.',
  later: '이곳에서 로그인에 너무 많이 실패했습니다. 몇 분 뒤에 다시 해 주십시오.',
  failed: '게이트웨이가 처리하지 못했습니다.',
  menu: (name) => `${name} 계정`,
  leave: '로그아웃',
  change: '비밀번호 바꾸기',
  mustChange: '다른 사람이 만든 비밀번호입니다. 계속하려면 새 비밀번호를 정해 주십시오.',
  old: '지금 비밀번호',
  fresh: '새 비밀번호',
  again: '새 비밀번호 확인',
  rules:
    '10자 이상, 글자·숫자·특수문자를 모두 포함해 주십시오. 이름, 같거나 이어지는 문자 네 개는 쓸 수 없습니다.',
  different: '새 비밀번호 두 개가 서로 다릅니다.',
  changed: '비밀번호를 바꾸었습니다. 다른 곳의 로그인은 끝났습니다.',
  broken: {
    length: '10자에서 128자여야 합니다.',
    mixed: '글자, 숫자, 특수문자가 모두 있어야 합니다.',
    name: '이름이 들어 있으면 안 됩니다.',
    repeated: '같거나 이어지는 문자가 네 개 연달아 있으면 안 됩니다.',
    same: '지금 쓰는 비밀번호입니다.',
    wrong: '지금 비밀번호가 틀렸습니다.',
  },
  role: ROLES,
};

export const devices: Texts['devices'] = {
  title: '보낼 수 없는 기기',
  meaning: 'FCM이 더 이상 모르는 토큰입니다. 이 기기로 가는 푸시는 묻지 않고 거절합니다.',
  since: '시각',
  reason: '이유',
  token: '토큰',
  customer: '고객번호',
  push: '푸시',
  number: (n) => number.format(n),
  older: '이전 것 보기',
  empty: '보낼 수 없는 기기가 없습니다',
  emptyMeaning: 'FCM이 영구히 거절한 토큰이 없습니다.',
};

export const users: Texts['users'] = {
  title: '사용자',
  name: '이름',
  role: '역할',
  lastLogin: '최근 로그인',
  never: '없음',
  state: '상태',
  locked: (until) => `${until}까지 잠김`,
  mustChange: '비밀번호를 바꿔야 함',
  good: '정상',
  add: '사용자 추가',
  changes: '바꾸기',
  reset: '새 비밀번호',
  remove: '삭제',
  you: '본인',
  cancel: '취소',
  close: '닫기',
  removeAsk: (name) => `${name} 사용자를 삭제할까요?`,
  removeMeaning: '이 사용자의 로그인이 모두 바로 끝납니다. 한 일은 감사 기록에 남습니다.',
  resetAsk: (name) => `${name} 사용자에게 새 비밀번호를 줄까요?`,
  resetMeaning: '지금 비밀번호와 로그인이 모두 바로 끝나고, 잠긴 계정은 풀립니다.',
  roleAsk: (name, role) => `${name} 사용자를 ${role}로 바꿀까요?`,
  roleMeaning: '이 사용자의 로그인이 모두 끝나며, 다음 로그인부터 새 역할입니다.',
  once: (name) => `${name}의 일회용 비밀번호`,
  onceMeaning: '지금만 보입니다. 처음 로그인할 때 새 비밀번호로 바꿔야 합니다.',
  roleOf: (name) => `${name}의 역할`,
};

export const audit: Texts['audit'] = {
  title: '감사 기록',
  search: '찾기',
  at: '시각',
  who: '누가',
  action: '행위',
  object: '대상',
  detail: '내용',
  older: '이전 기록 보기',
  empty: '기록이 없습니다',
  emptyMeaning: '조건에 맞는 기록이 없습니다.',
  named: ACTIONS,
  detailOf: (action, detail) => translated(detail, DETAILS[action] ?? []),
};
