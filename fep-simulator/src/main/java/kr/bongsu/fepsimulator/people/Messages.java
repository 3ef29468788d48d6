package kr.bongsu.fepsimulator.people;

import java.util.List;
import java.util.SplittableRandom;

/// Makes up messages as a brokerage sends them.
///
/// Among them are syllables outside KS X 1001, quotes, backslashes and line feeds, for these have
/// broken push servers before.
public final class Messages {

    private static final List<Message> TEMPLATES =
            List.of(
                    new Message(
                            "ORDER",
                            "CHEGYEOL",
                            "[체결] {stock} {side}",
                            "{stock} {count}주가 {price}원에 {side} 체결되었습니다.\n잔량 0주 / 주문번호 {order}"),
                    new Message(
                            "ORDER",
                            "MICHEGYEOL",
                            "[미체결] {stock}",
                            "{stock} {count}주 {side} 주문이 아직 체결되지 않았습니다. 주문번호 {order}"),
                    new Message(
                            "BANKING",
                            "IPGEUM",
                            "[입금] {price}원",
                            "고객님의 계좌로 {price}원이 입금되었습니다. 보낸 분: \"뷁상사\""),
                    new Message(
                            "NOTICE",
                            "GONGJI",
                            "[공지] 시스템 점검 '안내'",
                            "{day}일 02:00~06:00 동안 점검합니다. 경로: 홈\\공지\\"),
                    new Message(
                            "NOTICE",
                            "GONGMOJU",
                            "[공모주] {stock} 청약 시작",
                            "똠방각하 이벤트! {stock} 공모가 {price}원, 100% 추첨; 자세히 --> 앱에서 확인하세요."),
                    new Message(
                            "QUOTE",
                            "SISE",
                            "[시세] {stock} {price}원 도달",
                            "설정하신 '{stock}'의 목표가 {price}원에 도달했습니다."));

    private static final String[] STOCKS = {
        "삼성전자", "SK하이닉스", "현대차", "NAVER", "카카오", "LG에너지솔루션", "셀트리온", "한화에어로스페이스", "똠양식품"
    };

    private final long seed;

    public Messages(long seed) {
        this.seed = seed;
    }

    /// The same message for the same index, always.
    public Message at(long index) {
        SplittableRandom random = new SplittableRandom(seed * 31 + index);
        Message template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
        String stock = STOCKS[random.nextInt(STOCKS.length)];
        String price = (1 + random.nextInt(999)) + "," + random.nextInt(10) + "00";
        String side = random.nextBoolean() ? "매수" : "매도";
        String count = Integer.toString(1 + random.nextInt(500));
        String order = Integer.toString(1_000_000 + random.nextInt(9_000_000));
        String day = Integer.toString(1 + random.nextInt(28));
        return new Message(
                template.service(),
                template.group(),
                template.title()
                        .replace("{stock}", stock)
                        .replace("{side}", side)
                        .replace("{price}", price),
                template.contents()
                        .replace("{stock}", stock)
                        .replace("{side}", side)
                        .replace("{count}", count)
                        .replace("{price}", price)
                        .replace("{order}", order)
                        .replace("{day}", day));
    }
}
