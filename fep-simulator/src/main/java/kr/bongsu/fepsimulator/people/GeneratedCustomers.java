package kr.bongsu.fepsimulator.people;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;

/// Makes up customers; number and token are unique to each of the first 9,000,000,000.
public final class GeneratedCustomers implements Customers {

    private static final String[] SURNAMES = {
        "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송",
        "남궁", "제갈", "선우", "독고"
    };
    private static final String[] GIVEN = {
        "민", "서", "지", "현", "우", "준", "하", "윤", "도", "예", "은", "수", "영", "호", "진", "경", "미", "숙",
        "철", "희", "빈", "찬", "슬", "솔", "봄", "샘", "별", "뷁", "똠"
    };
    private static final byte[] TOKEN_LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARK = ":APA91b".getBytes(StandardCharsets.US_ASCII);
    private static final int LETTERS_OF_A_DRAW = 11;
    private static final int INSTANCE_ID_LETTERS = 22;
    private static final int SECRET_LETTERS = 121;
    private static final long NUMBERS = 9_000_000_000L;
    private static final long FIRST_NUMBER = 1_000_000_000L;

    /// Shares no factor with [#NUMBERS], so that every index has its own number.
    private static final long STRIDE = 479_001_599L;

    private final long origin;

    public GeneratedCustomers(long seed) {
        this.origin = new SplittableRandom(seed).nextLong();
    }

    @Override
    public Customer at(long index) {
        SplittableRandom random = new SplittableRandom(origin + index);
        String token = token(random);
        String name =
                SURNAMES[random.nextInt(SURNAMES.length)]
                        + GIVEN[random.nextInt(GIVEN.length)]
                        + GIVEN[random.nextInt(GIVEN.length)];
        String phone = "010" + (10_000_000 + random.nextInt(90_000_000));
        return new Customer(number(index), phone, token, name, "1");
    }

    @Override
    public Optional<Message> message(long index) {
        return Optional.empty();
    }

    private String number(long index) {
        long shift = Math.floorMod(origin, NUMBERS);
        long scattered = Math.floorMod(index, NUMBERS) * STRIDE % NUMBERS;
        return Long.toString(FIRST_NUMBER + (scattered + shift) % NUMBERS);
    }

    /// The shape of a token of FCM: instance id, a colon, `APA91b`, a secret.
    private static String token(SplittableRandom random) {
        byte[] token = new byte[INSTANCE_ID_LETTERS + MARK.length + SECRET_LETTERS];
        letters(token, 0, INSTANCE_ID_LETTERS, random);
        System.arraycopy(MARK, 0, token, INSTANCE_ID_LETTERS, MARK.length);
        letters(token, INSTANCE_ID_LETTERS + MARK.length, token.length, random);
        return new String(token, StandardCharsets.US_ASCII);
    }

    /// Writes all 64 bits of each drawn number, so that tokens of different customers differ.
    private static void letters(byte[] token, int from, int to, SplittableRandom random) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = (i - from) % LETTERS_OF_A_DRAW == 0 ? random.nextLong() : bits >>> 6;
            token[i] = TOKEN_LETTERS[(int) (bits & 63)];
        }
    }
}
