import type { Texts } from '../en';

export const openid: Texts['openid'] = {
  enter: (provider) => `${provider}(으)로 로그인`,
  finishing: (provider) => `${provider}에서 돌아왔습니다. 로그인하고 있습니다 …`,
  farewell: (provider) => `여기서는 로그아웃했습니다. ${provider}에서도 로그아웃하기`,
  back: '로그인 화면으로',
  denied: (provider, word) => `${provider}에서 로그인을 거절했습니다${word === '' ? '' : ` (${word})`}.`,
  refused: {
    'no-role': (provider) =>
      `${provider}에 등록된 분이지만 여기서 맡은 역할이 없습니다. ${provider} 담당자에게 역할이 있는 그룹에 넣어 달라고 요청해 주십시오.`,
    'not-proven': (provider) => `${provider}에서 누구인지 확인하지 못했습니다. 다시 로그인해 주십시오.`,
    'not-begun': () =>
      '이 브라우저의 이 주소에서 시작한 로그인이 아니거나, 시작한 지 10분이 지났습니다. 다시 로그인해 주십시오.',
    unavailable: (provider) => `지금 ${provider}에 물어볼 수 없습니다. 잠시 뒤에 다시 해 주십시오.`,
  },
};

export const discretion: Texts['discretion'] = { whole: '전체를 입력하고 Enter' };
