import type { Texts } from '../en';
import { number } from './numbers';

export const test: Texts['test'] = {
  number: (n) => number.format(n),
  open: '시험 발송…',
  title: '토큰 하나에 시험 발송',
  meaning: '레인, 규칙, 전송 내역을 거치지 않습니다. 감사 기록에는 누가 했는지와 가린 토큰이 남습니다.',
  token: '등록 토큰',
  service: '서비스 (Firebase 프로젝트와 서식을 정합니다. 비워도 됩니다)',
  pushTitle: '제목',
  body: '내용',
  sampleTitle: '봉수',
  sampleBody: '시험 발송입니다.',
  how: 'FCM이 할 일',
  check: '확인만 하고 보내지 않기',
  deliver: '휴대전화로 보내기',
  tryOut: '확인하기',
  send: '휴대전화로 보내기',
  accepted: { check: 'FCM이 받을 수 있다고 합니다.', deliver: 'FCM이 받았습니다.' },
  outcome: {
    rejected: 'FCM이 영구히 거절합니다.',
    retry: '지금은 안 됩니다. 다시 시도할 수 있습니다.',
    throttled: '지금은 안 됩니다. FCM이 쉬라고 합니다.',
    held: '이 설정이나 인증 정보로는 안 되거나, 지금 아무것도 나가지 않습니다.',
    unknown: '응답이 없어 어떻게 되었는지 알 수 없습니다.',
  },
  close: '닫기',
};
