package kr.bongsu.bench.fcm;

import kr.bongsu.gateway.push.DeviceToken;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.push.Message;
import kr.bongsu.gateway.push.Push;
import kr.bongsu.gateway.push.PushId;
import kr.bongsu.gateway.push.Recipient;

/// Pushes of the usual size: a Korean title and two lines of text, about 1,000 bytes as a request.
final class Pushes {

    private static final int PHONES = 4_000;

    /// 142 characters, as tokens are.
    private static final String TOKEN =
            "cT0kEn1234567890abcdEF:APA91b"
                    + "HPRgkF3JUikC4ENAHEeMrd41Zxv3hVZjC9KtT8OvPVGJ".repeat(2)
                    + "xYzAbCdEfGhIjKlMn";

    private static final Message MESSAGE =
            new Message(
                    "bench",
                    "주문 체결 안내",
                    "삼성전자 보통주 10주가 70,100원에 체결되었습니다. 자세한 내용은 앱에서 확인하세요.",
                    "G20260101",
                    "U0001");

    private Pushes() {}

    /// Different for each number; its phone is one of a few thousand.
    static Push of(String ledger, long number) {
        return new Push(new PushId(ledger, number), Lane.SINGLE, MESSAGE, recipient(number), 0);
    }

    static Message message() {
        return MESSAGE;
    }

    static Recipient recipient(long number) {
        return new Recipient(
                Long.toString(1_000_000 + number % PHONES),
                "01012345678",
                new DeviceToken(TOKEN + number % PHONES),
                "봉수증권",
                "1");
    }
}
