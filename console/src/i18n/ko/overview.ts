import type { Texts } from '../en';
import { number, compact } from './numbers';

export const pulse: Texts['pulse'] = {
  connecting: '연결 중…',
  live: '실시간',
  silent: (since) => `${since}부터 응답 없음`,
  silentMeaning:
    '게이트웨이가 응답하지 않습니다. 마지막으로 받은 내용을 보여 드리며, 계속 다시 묻고 있습니다.',
  never: '응답 없음',
  renewed: 'Bongsu가 갱신되었습니다: 새로 고침',
};

export const tallies: Texts['tallies'] = {
  label: '합계',
  stored: '저장',
  pending: '대기',
  accepted: 'FCM 수락',
  rejected: '거절',
  incoming: '수신',
  settled: '처리',
  perSecond: '건/초',
  trace: '최근 2분',
};

export const traffic: Texts['traffic'] = {
  title: '흐름',
  accepted: '수신',
  sent: 'FCM 수락',
  failed: '실패',
  drawing: '최근 2분간 초당 푸시 수',
  ago: '2분 전',
  now: '지금',
};

export const fcm: Texts['fcm'] = {
  title: 'FCM, 최근 1분',
  state: '상태',
  takes: '받는 중',
  refuses: '받지 않음',
  p50: '응답 절반 이내',
  p95: '95 % 이내',
  p99: '99 % 이내',
  quota: '사용한 한도',
  quotaUsed: (sent, quota) => `${number.format(sent)} / ${compact.format(quota)}`,
  refusals: '거부',
  others: '그 밖에',
};

export const backlog: Texts['backlog'] = {
  title: '처리 중',
  pause: '멈춤',
  paused: '멈춰 있음',
  resume: '다시 보내기',
  pauseLane: (lane) => `${lane} 전송 멈춤`,
  pausedLane: (lane) => `${lane} 전송 멈춰 있음`,
  pauseMeaning: '다시 시작할 때까지 모든 게이트웨이에서 보내지 않습니다. 수신은 계속합니다.',
  pausedMeaning: (since, by, reason) => `${since}부터, ${by}: ${reason}`,
  reason: '이유',
  back: '돌아가기',
};

export const day: Texts['day'] = {
  title: '오늘',
  stored: '수신',
  accepted: 'FCM 수락',
  rejected: '거절',
  expired: '만료',
  retried: '실패한 시도',
  cancelled: '취소',
};

export const alarms: Texts['alarms'] = {
  title: '경보',
  none: '✓ 확인할 일이 없습니다',
  fcmShut: 'FCM이 푸시를 받지 않아 원장에서 기다립니다',
  down: (names) => `연결 끊김: ${names}`,
  refused: (percent) => `FCM이 시도의 ${percent} %를 거부합니다`,
  quota: (percent) => `한도의 ${percent} %를 썼습니다. 넘으면 다음 분을 기다립니다`,
  paused: (lane) => `멈춰 있어 나가지 않음: ${lane}`,
  errored: (names) => `실패한 프로세스: ${names}`,
  silent: (since) => `${since}부터 게이트웨이 응답 없음: 지금 상태를 알 수 없습니다`,
  neverTold: '게이트웨이 응답 없음: 상태를 알 수 없습니다',
  more: (n) => `+${n} 경보: 모두 보기`,
  odd: (names) => `빠지거나 깨진 전문: ${names}`,
  held: (names) => `수동 정지: ${names}`,
  untold: (names) => `결과를 받지 않음: ${names}`,
  untaken: (name, count) => `${name}: 결과 ${number.format(count)}건 거부`,
};
