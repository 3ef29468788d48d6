import { state } from './log';
import { translated, type Sentence } from './sentences';

/** What a login may do, by the gateway's word for it. */
const SCOPES: Readonly<Record<string, string>> = {
  read: '조회',
  links: 'FEP 연결 조작',
  lanes: '전송 멈춤과 재개',
  tokens: '무효 토큰 조회',
  steer: '푸시 조작',
  processes: '프로세스 조작',
  test: '시험 발송',
  flush: '원장 비우기',
  personal: '개인정보 열람',
  audit: '감사 기록 조회',
  users: '사용자 관리',
};

/** What many may wait for. */
const BUSY: Readonly<Record<string, string>> = {
  'the ledger': '원장',
  'the process manager': '프로세스 관리자',
  'the OpenID provider': 'OpenID 제공자',
  'a login': '로그인',
  'a first login': '로그인',
  upkeep: '원장 관리',
};

const named = (word: string, names: Readonly<Record<string, string>>) => names[word] ?? word;

/** What HTTP calls it, where there is nothing better. */
const TITLES: readonly Sentence[] = [
  [/^Bad Request$/, '잘못된 요청입니다'],
  [/^Unauthorized$/, '로그인이 필요합니다'],
  [/^Forbidden$/, '허용되지 않습니다'],
  [/^Not Found$/i, '찾을 수 없습니다'],
  [/^Conflict$/, '지금 상태로는 할 수 없습니다'],
  [/^Request Entity Too Large$/, '너무 깁니다'],
  [/^Too Many Requests$/, '요청이 너무 많습니다'],
  [/^Internal Server Error$/, '게이트웨이 내부 오류입니다'],
  [/^Bad Gateway$/, '중간에서 응답이 끊겼습니다'],
  [/^Service Unavailable$/, '지금은 처리할 수 없습니다'],
  [/^HTTP (\d+)$/, '게이트웨이 응답: HTTP $1'],
];

/** Of the gateway as a whole. */
const GATEWAY: readonly Sentence[] = [
  [/^cannot be served$/, '처리할 수 없는 요청입니다'],
  [
    /^this request's address, headers or body cannot be read$/,
    '요청의 주소, 헤더 또는 본문을 읽을 수 없습니다',
  ],
  [
    /^the ledger cannot be used now; the gateway's log says why$/,
    '지금 원장을 쓸 수 없습니다. 이유는 게이트웨이 로그에 있습니다',
  ],
  [/^Bongsu could not answer; its log says why$/, 'Bongsu가 응답하지 못했습니다. 이유는 로그에 있습니다'],
  [
    /^too many ask at once; try again in a moment$/,
    '요청이 한꺼번에 너무 많습니다. 잠시 뒤에 다시 해 주십시오',
  ],
  [
    /^too many wait for (.+); try again in a moment$/,
    (what = '') => `기다리는 요청이 너무 많습니다(${named(what, BUSY)}). 잠시 뒤에 다시 해 주십시오`,
  ],
  [/^this gateway is stopping; ask again$/, '이 게이트웨이가 멈추는 중입니다. 다시 해 주십시오'],
  [/^no such resource: (.*)$/, '없는 주소입니다: $1'],
  [/^the console's files are missing from this installation$/, '이 설치본에 콘솔 파일이 없습니다'],
  [
    /^more than (\d+) consoles are open; this one has to ask$/,
    '열린 콘솔이 $1개를 넘어, 이 콘솔은 실시간 대신 주기적으로 묻습니다',
  ],
];

/** Of who may do what. */
const ACCESS: readonly Sentence[] = [
  [/^this needs a login/, '로그인이 필요합니다'],
  [/^this key is not known$/, '알 수 없는 API 키입니다'],
  [
    /^a page of another site asked for this; it is not served$/,
    '다른 사이트의 페이지에서 온 요청이라 처리하지 않습니다',
  ],
  [
    /^the header X-CSRF-Token does not belong to this login; load the page again$/,
    '이 로그인의 요청이 아닙니다. 화면을 다시 불러와 주십시오',
  ],
  [
    /^change the password first: it was made by somebody else$/,
    '먼저 비밀번호를 바꿔 주십시오. 다른 사람이 만든 비밀번호입니다',
  ],
  [
    /^(.+) may not do that; it needs (.+)$/,
    (who = '', scope = '') => `${who} 사용자에게 권한이 없습니다. 필요한 권한: ${named(scope, SCOPES)}`,
  ],
  [
    /^the accounts cannot be read or written; the gateway's log says why$/,
    '계정 파일을 읽거나 쓸 수 없습니다. 이유는 게이트웨이 로그에 있습니다',
  ],
  [
    /^the audit log cannot be written, so nothing was changed$/,
    '감사 기록을 쓸 수 없어 아무것도 바꾸지 않았습니다',
  ],
  [/^log in from the console's own page, with JSON$/, '콘솔의 로그인 화면에서 로그인해 주십시오'],
  [/^a key has no session and no password$/, 'API 키에는 로그인도 비밀번호도 없습니다'],
  [
    /^name or password is wrong, or the account is locked; after (.+) failures it is, for (.+) minutes$/,
    '이름이나 비밀번호가 틀렸거나 잠긴 계정입니다. $1번 틀리면 $2분 동안 잠깁니다',
  ],
  [
    /^the gateway's own accounts are switched off; log in by (.+)$/,
    '게이트웨이 자체 계정은 꺼져 있습니다. $1(으)로 로그인해 주십시오',
  ],
  [
    /^too many logins failed; try again in (.+) seconds$/,
    '로그인에 너무 많이 실패했습니다. $1초 뒤에 다시 해 주십시오',
  ],
  [/^the new password is the old one$/, '새 비밀번호가 지금 비밀번호와 같습니다'],
  [/^the old password is wrong$/, '지금 비밀번호가 틀렸습니다'],
  [/^this password is not good enough: /, '쓸 수 없는 비밀번호입니다'],
  [/^it must have 10 to 128 characters$/, '10자에서 128자여야 합니다'],
  [/^it must have a letter, a digit and another character$/, '글자, 숫자, 특수문자가 모두 있어야 합니다'],
  [/^it must not contain the name$/, '이름이 들어 있으면 안 됩니다'],
  [
    /^it must not have the same character four times in a row, nor four that count on$/,
    '같거나 이어지는 문자가 네 개 연달아 있으면 안 됩니다',
  ],
  [/^your password is with (.+)$/, '비밀번호는 $1에서 관리합니다'],
  [/^there is no OpenID provider to log in by$/, '로그인에 쓸 OpenID 제공자가 없습니다'],
  [
    /^(.+) cannot be asked at this time; the gateway's log says why$/,
    '지금 $1에 물어볼 수 없습니다. 이유는 게이트웨이 로그에 있습니다',
  ],
  [
    /^too many logins from here came to nothing; try again in (.+) seconds$/,
    '이곳에서 끝내지 못한 로그인이 너무 많습니다. $1초 뒤에 다시 해 주십시오',
  ],
  [
    /^(.+) knows you as (.+), but you have no role here; ask whoever looks after .+ for a group that has one$/,
    '$1에 $2(으)로 등록되어 있지만 여기서 맡은 역할이 없습니다. $1 담당자에게 역할이 있는 그룹에 넣어 달라고 요청해 주십시오',
  ],
  [
    /^(.+) has not proven who you are; log in once more$/,
    '$1에서 누구인지 확인하지 못했습니다. 다시 로그인해 주십시오',
  ],
  [
    /^this login was not begun in this browser at this address, or more than (.+) minutes ago; log in once more$/,
    '이 브라우저의 이 주소에서 시작한 로그인이 아니거나, 시작한 지 $1분이 지났습니다. 다시 로그인해 주십시오',
  ],
];

/** Of what was typed. */
const FIELDS: readonly Sentence[] = [
  [/^the body is no JSON object$/, '요청 본문이 JSON 객체가 아닙니다'],
  [/^'(.+)' must be a text of 1 to (.+) characters$/, '‘$1’ 항목은 1자에서 $2자까지의 글이어야 합니다'],
  [/^'(.+)' must have 1 to (.+) characters$/, '‘$1’ 항목은 1자에서 $2자까지여야 합니다'],
  [/^'(.+)' must be a whole number from 1 to (.+)$/, '‘$1’ 항목은 1에서 $2까지의 정수여야 합니다'],
  [/^'(.+)' must be one number from (.+) to (.+)$/, '‘$1’ 항목은 $2에서 $3까지의 수 하나여야 합니다'],
  [/^'(.+)' must be a time such as (.+)$/, '‘$1’ 항목은 $2 같은 시각이어야 합니다'],
  [/^'(.+)' must be given once$/, '‘$1’ 항목은 한 번만 줄 수 있습니다'],
  [/^'(.+)' must be one of (.+)$/, '‘$1’ 항목은 다음 가운데 하나여야 합니다: $2'],
  [/^(.+) exclude each other$/, '함께 쓸 수 없는 항목입니다: $1'],
  [
    /^there is no '(.+)' to search by; there are (.+)$/,
    '‘$1’ 항목으로는 찾을 수 없습니다. 찾을 수 있는 항목: $2',
  ],
  [/^'(.+)' is no way to search; write (.+)$/, '‘$1’ 방식으로는 찾을 수 없습니다. 쓸 수 있는 방식: $2'],
  [/^'(.+)' is a time; write (.+)$/, '‘$1’ 항목은 시각입니다. 다음처럼 적어 주십시오: $2'],
  [/^'output' must be out or err$/, '‘output’은 out이나 err여야 합니다'],
  [/^'role' must be viewer, operator or admin$/, '역할은 조회자, 운영자, 관리자 가운데 하나여야 합니다'],
  [
    /^'name' must be 1 to 64 letters, digits, .* and begin with a letter or digit$/,
    '이름은 영문자, 숫자, ‘_’, ‘.’, ‘@’, ‘-’로 된 1~64자이고, 영문자나 숫자로 시작해야 합니다',
  ],
  [
    /^'token' is no registration token: it has spaces or is no ASCII$/,
    '등록 토큰이 아닙니다. 빈칸이나 ASCII가 아닌 문자가 있습니다',
  ],
];

/** Of pushes and the log. */
const PUSHES: readonly Sentence[] = [
  [/^the log has no such push \(any more\)$/, '내역에 없는 푸시입니다. 그사이 정리되었을 수 있습니다'],
  [
    /^this cannot be done to push (.+): it is (.+)$/,
    (id = '', word = '') => `푸시 ${id}번에는 할 수 없습니다. 지금 상태: ${named(word, state)}`,
  ],
  [
    /^by a part of '(.+)' only those may search who may see personal data; write the whole of it$/,
    '‘$1’의 일부로는 개인정보를 볼 수 있는 사용자만 찾을 수 있습니다. 전체를 입력해 주십시오',
  ],
  [
    /^you have looked for (.+) different customers, telephones or texts since (.+); whoever may see personal data has no such limit$/,
    '$2부터 서로 다른 고객, 전화번호, 글을 $1개 찾아 하루 한도를 넘었습니다. 개인정보를 볼 수 있는 사용자에게는 한도가 없습니다',
  ],
  [
    /^another file is being written; try again when it is done$/,
    '다른 파일을 만드는 중입니다. 끝난 뒤에 다시 해 주십시오',
  ],
  [
    /^a file begins with the first page; leave 'page' and the like out$/,
    '파일은 첫 쪽부터 시작합니다. ‘page’ 같은 항목을 빼 주십시오',
  ],
  [/^a test push is under way already$/, '이미 시험 발송을 하는 중입니다'],
];

/** Of links, lanes, accounts and the ledger. */
const STEERING: readonly Sentence[] = [
  [
    /^(.+) does what you wish, but the ledger could not keep it: .*$/,
    '$1 회선은 요청대로 되었지만 원장에 남기지 못했습니다. 게이트웨이를 다시 시작하면 이전대로 돌아가니, 원장이 살아나면 다시 해 주십시오',
  ],
  [/^there is no lane (.+)$/, '없는 구분입니다: $1'],
  [/^there is no link (.+)$/, '없는 연결입니다: $1'],
  [
    /^(.+) is no endpoint of (.+); the configuration names (.+)$/,
    '$1은(는) $2의 접속지가 아닙니다. 설정에 있는 접속지: $3',
  ],
  [/^nobody is logged in as (.+)$/, '로그인한 사람이 없습니다: $1'],
  [/^there is no account (.+)$/, '없는 계정입니다: $1'],
  [/^there is an account (.+) already$/, '이미 있는 계정입니다: $1'],
  [
    /^this is the last administrator; make another one first$/,
    '마지막 관리자입니다. 먼저 다른 관리자를 만들어 주십시오',
  ],
  [
    /^'name' must be the name of this ledger(?:, (.+); nothing was done)?$/,
    (name = '') =>
      `이 원장의 이름${name === '' ? '' : ` ${name}`}을(를) 입력해야 합니다. 아무것도 하지 않았습니다`,
  ],
  [
    /^another gateway of this ledger removes what is old; flush there$/,
    '이 원장의 다른 게이트웨이가 오래된 것을 지웁니다. 그곳에서 비워 주십시오',
  ],
  [/^a flush is being done already; wait for its end$/, '이미 비우는 중입니다. 끝날 때까지 기다려 주십시오'],
];

/** Of processes. */
const PROCESSES: readonly Sentence[] = [
  [/^there is no process (.+)$/, '없는 프로세스입니다: $1'],
  [/^there is no application (.+)$/, '없는 애플리케이션입니다: $1'],
  [
    /^(.+) serves this page and is not ended from it; reload it, or use '(.+)' on the machine$/,
    '$1은(는) 이 화면을 제공하므로 여기서 끝낼 수 없습니다. 무중단 교체를 하거나, 서버에서 ‘$2’ 명령을 쓰십시오',
  ],
  [
    /^(.+) serves this page and is given no socket, so a reload would end it first: name its HTTP address under 'listen' in its ecosystem file$/,
    '$1은(는) 이 화면을 제공하는데 넘겨받은 소켓이 없어, 교체하면 먼저 끝납니다. 에코시스템 파일의 ‘listen’에 HTTP 주소를 적어 주십시오',
  ],
  [
    /^(.+) serves this page and is not scaled from it; use 'bongsu scale' on the machine$/,
    '$1은(는) 이 화면을 제공하므로 여기서 개수를 바꿀 수 없습니다. 서버에서 ‘bongsu scale’ 명령을 쓰십시오',
  ],
  [/^(.+) \(id (.+)\) runs already$/, '$1(ID $2)은(는) 이미 실행 중입니다'],
  [
    /^an application is called (.+), as this process is by its number; use the commands of the process manager$/,
    '이 프로세스의 번호와 이름이 같은 애플리케이션($1)이 있습니다. 프로세스 관리자의 명령을 쓰십시오',
  ],
  [
    /^something is being done to (?:process )?(.+) already; wait for its end$/,
    '이미 $1에 다른 일을 하는 중입니다. 끝날 때까지 기다려 주십시오',
  ],
  [
    /^more than (.+) things are being done; wait for an end$/,
    '$1가지가 넘는 일을 하는 중입니다. 끝날 때까지 기다려 주십시오',
  ],
  [
    /^the process manager cannot be asked \((.*)\); 'bongsu report' on the machine says how it is$/,
    '프로세스 관리자에 물어볼 수 없습니다($1). 서버에서 ‘bongsu report’로 상태를 볼 수 있습니다',
  ],
  [/^the process manager did not do it$/, '프로세스 관리자가 처리하지 못했습니다'],
  [
    /^(\d+) short lives in a row(?:: (.*))?$/,
    (lives = '', why = '') =>
      `${lives}번 잇달아 금방 끝남${why === '' ? '' : `: ${translated(why, PROCESSES)}`}`,
  ],
  [/^exit code (\d+)$/, '종료 코드 $1'],
];

/** What the gateway says when it does not do something. A test reads the gateway's own sentences and looks for each here. */
export const PROBLEMS: readonly Sentence[] = [
  ...TITLES,
  ...GATEWAY,
  ...ACCESS,
  ...PUSHES,
  ...STEERING,
  ...PROCESSES,
  ...FIELDS,
];
