import type { Texts } from '../en';
import { PROBLEMS } from './problems';
import { translated } from './sentences';

export const shell: Texts['shell'] = {
  toContent: '본문으로 건너뛰기',
  otherLanguage: 'English',
  light: '밝은 화면으로',
  dark: '어두운 화면으로',
  seoul: '모든 시각은 서울 기준입니다',
};

export const nav: Texts['nav'] = {
  label: '화면',
  overview: '현황',
  pushes: '전송 내역',
  processes: '프로세스',
  ledger: '원장',
  devices: '기기',
  users: '사용자',
  audit: '감사 기록',
};

export const fault: Texts['fault'] = {
  silent: '게이트웨이가 응답하지 않습니다',
  silentMeaning: '시작하는 중이거나 멈춘 상태일 수 있습니다. 몇 초마다 저절로 다시 묻습니다.',
  refusedMeaning: '몇 초마다 저절로 다시 묻습니다.',
  unanswered:
    '게이트웨이에서 응답이 없습니다. 처리되었을 수도 있으니, 다시 하기 전에 상태를 확인해 주십시오.',
  said: (words) => translated(words, PROBLEMS),
  again: '지금 다시 묻기',
  broken: '화면에 문제가 생겼습니다',
  brokenMeaning: '콘솔의 문제이며 게이트웨이는 계속 동작합니다. 화면을 다시 불러와 주십시오.',
  reload: '다시 불러오기',
  notFound: '없는 페이지입니다',
  notFoundMeaning: '주소를 잘못 입력했을 수 있습니다.',
  home: '현황으로',
};
