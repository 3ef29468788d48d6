import { state } from './log';
import { translated, type Sentence } from './sentences';

const STATES: Readonly<Record<string, string>> = state;

const again = (said: string) => translated(said, TOLD);

/** Where a rule does not let a push leave, and may add that it never will. */
const closed =
  (korean: string) =>
  (...found: readonly string[]) => {
    const end = found.at(-1) ?? '';
    const rest = found.slice(0, -1).reduce((text, each, i) => text.replace(`$${i + 1}`, each), korean);
    return end === '' ? rest : `${rest}, 보낼 수 있기 전에 시한이 지남`;
  };

const OVER = '(; its time is over before it may be sent)?$';

/** What the gateway writes down about a push as it goes its way; what FCM says stays as it is. */
export const TOLD: readonly Sentence[] = [
  [
    /^by (.+?), was ([a-z-]+)(?:: (.*))?$/s,
    (who = '', was = '', result = '') =>
      `${who}, 이전 상태: ${STATES[was] ?? was}${result === '' ? '' : ` (${again(result)})`}`,
  ],
  [/^by (.+), was waiting in memory$/, '$1, 메모리에서 기다리던 중'],
  [/^node (.+)$/, '노드 $1'],
  [
    /^advert sent: (?:night, consented by type (\S+)|day, (\S+) in (\S+)); label and sender (are there|put first)$/,
    (type = '', time = '', zone = '', label = '') =>
      `광고 발송: ${type === '' ? `낮 ${time} (${zone})` : `밤, 야간 수신 동의 유형 ${type}`}, 광고 표시와 보낸 이를 ${label === 'are there' ? '이미 넣음' : '앞에 붙임'}`,
  ],
  [
    new RegExp(`^advert at night \\((\\S+) in (\\S+)\\), not consented for the night${OVER}`),
    closed('밤 시간 광고 ($1, $2), 야간 수신 동의 없음'),
  ],
  [/^outside the hours (\S+), which do not come again$/, '발송 시간 $1 밖, 다시 오지 않음'],
  [new RegExp(`^outside the hours ([^\\s;]+)${OVER}`), closed('발송 시간 $1 밖')],
  [
    /^tried (\d+) times, last: (.*)$/s,
    (times = '', last = '') => `${times}회 시도함, 마지막: ${again(last)}`,
  ],
  [
    /^its time is over before it may be tried again, last: (.*)$/s,
    (last = '') => `다시 시도할 수 있기 전에 시한이 지남, 마지막: ${again(last)}`,
  ],
  [/^unanswered: (.*)$/s, (why = '') => `응답 없음: ${again(why)}`],
  [/^waits for an earlier push of the same customer$/, '같은 고객의 앞선 푸시를 기다림'],
  [/^its project takes nothing just now$/, '지금은 이 Firebase 프로젝트가 받지 않음'],
  [/^its time was over before it could leave$/, '나가기 전에 시한이 지남'],
  [/^waited in vain for an access token$/, '액세스 토큰을 기다렸으나 얻지 못함'],
  [/^waited in vain for a free connection$/, '빈 연결을 기다렸으나 얻지 못함'],
  [/^the queue to FCM is full$/, 'FCM으로 가는 대기열이 가득 참'],
  [/^the gateway is stopping$/, '게이트웨이가 멈추는 중'],
  [/^no answer within (\d+) s$/, '$1초 안에 응답 없음'],
  [/^(\d+) bytes, FCM takes (\d+)$/, '$1바이트, FCM은 $2바이트까지 받음'],
];
