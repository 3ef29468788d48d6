package kr.bongsu.fcmemulator.topic;

import java.util.regex.Pattern;

/// The spelling of topics.
public final class TopicName {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9-_.~%]{1,900}");
    private static final String PREFIX = "/topics/";

    private TopicName() {}

    public static boolean isValid(String bareName) {
        return TOPIC.matcher(bareName).matches();
    }

    /// The name without the prefix that older interfaces put before it.
    static String bare(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
