import type { Texts } from '../en';
import { lasting, number } from './numbers';

const STATES: Record<string, string> = {
  online: '실행 중',
  launching: '시작 중',
  stopping: '멈추는 중',
  stopped: '멈춤',
  errored: '실패',
  'waiting restart': '재시작 대기',
};

export const processes: Texts['processes'] = {
  online: (up, all) => `${number.format(up)}/${number.format(all)} 실행 중`,
  lasting,
  called: (name, id) => `${name} #${id}`,
  running: (label) => `${label} 실행`,
  stateOf: (state) => STATES[state] ?? state,
  doing: {
    start: '시작하는 중',
    stop: '멈추는 중',
    restart: '재시작하는 중',
    reload: '교체하는 중',
    scale: '개수를 바꾸는 중',
  },
  failedTo: {
    start: (why) => `시작하지 못함: ${why}`,
    stop: (why) => `멈추지 못함: ${why}`,
    restart: (why) => `재시작하지 못함: ${why}`,
    reload: (why) => `교체하지 못함: ${why}`,
    scale: (why) => `개수를 바꾸지 못함: ${why}`,
  },
  self: '이 화면을 제공하는 프로세스',
  selfMeaning: '이 화면을 제공하므로 여기서 멈출 수 없습니다. 무중단 교체는 됩니다.',
  cannotReload:
    '이 화면을 제공하는데 넘겨받은 소켓이 없어, 교체하면 먼저 끝납니다. 에코시스템 파일의 “listen”에 HTTP 주소를 적어 주십시오.',
  reloading: '교체하는 중… 새 프로세스가 준비되는 대로 화면이 저절로 이어집니다.',
  stale: (why) => `마지막으로 본 상태입니다: ${why}`,
  silent: '마지막으로 본 상태입니다: 게이트웨이가 응답하지 않습니다.',
  pid: 'PID',
  uptime: '실행 시간',
  cpu: 'CPU',
  memory: '메모리',
  restarts: '재시작',
  files: '열린 파일',
  log: '로그',
  logOf: (label) => `${label} 로그`,
  output: '출력 종류',
  outputs: { err: '오류와 로그 (stderr)', out: '출력 (stdout)' },
  noLines: '(아직 아무것도 없음)',
  deed: { start: '시작', stop: '멈춤', restart: '재시작', reload: '무중단 교체' },
  deedTo: {
    restart: (label) => `${label} 재시작`,
    reload: (label) => `${label} 무중단 교체`,
  },
  ask: {
    start: (label) => `${label} 시작할까요?`,
    stop: (label) => `${label} 멈출까요?`,
    restart: (label) => `${label} 재시작할까요?`,
    reload: (label) => `${label} 교체할까요?`,
  },
  meaning: {
    start: '프로세스를 시작합니다.',
    stop: '다시 시작할 때까지 하던 일이 멈춥니다.',
    restart: '끝내고 다시 시작합니다. 그동안 하던 일이 쉽니다.',
    reload:
      '새 프로세스가 준비되면 이어받습니다. 프로세스 관리자가 소켓을 맡지 않은 프로그램은 재시작합니다.',
  },
  reloadSelf:
    '이 화면을 제공하는 프로세스입니다. 새 프로세스가 준비되면 이어받고, 화면은 기다렸다가 저절로 이어집니다.',
  scale: '개수 변경',
  scaleOf: (name) => `${name} 개수 변경`,
  countOf: (name) => `${name} 프로세스 수`,
  askScale: (name, to) => `${name} 프로세스를 ${number.format(to)}개로 바꿀까요?`,
  scaleMeaning: (from, to) =>
    to < from
      ? `${number.format(from)}개 가운데 ${number.format(from - to)}개를 끝내고 목록에서 지웁니다.`
      : `${number.format(to - from)}개를 더 시작합니다.`,
  leave: '그대로 두기',
  close: '닫기',
  absent: '이 서버에 실행 중인 프로세스 관리자가 없습니다',
  absentMeaning: (home) =>
    `게이트웨이와 같은 사용자로 “bongsu start ecosystem.yaml”을 실행하면 이곳에 저절로 나타납니다. 찾아본 곳: ${home}`,
  empty: '관리하는 프로세스가 없습니다',
  emptyMeaning: '“bongsu start”로 시작하면 이곳에 저절로 나타납니다.',
};
