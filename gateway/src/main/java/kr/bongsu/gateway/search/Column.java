package kr.bongsu.gateway.search;

import java.util.List;
import java.util.Locale;

/// A column of text by which people search.
public enum Column {
    CUSTOMER(Of.PUSH, "p.customer"),
    PHONE(Of.PUSH, "p.phone"),
    TOKEN(Of.PUSH, "p.token"),
    COMPANY(Of.PUSH, "p.company"),
    TYPE(Of.PUSH, "p.type"),
    RESULT(Of.PUSH, "p.result"),
    FCM_NAME(Of.PUSH, "p.fcm_name"),
    TITLE(Of.MESSAGE, "m.title"),
    BODY(Of.MESSAGE, "m.body"),
    /// Title or body.
    TEXT(Of.MESSAGE, "m.title,m.body"),
    SERVICE(Of.MESSAGE, "m.service"),
    GROUP(Of.MESSAGE, "m.push_group"),
    UUID(Of.MESSAGE, "m.uuid"),
    LINK(Of.TELEGRAM, "t.link");

    /// The table that holds a column.
    enum Of {
        PUSH,
        MESSAGE,
        TELEGRAM
    }

    private final Of of;
    private final String expressions;

    /// @param expressions with `,` between
    Column(Of of, String expressions) {
        this.of = of;
        this.expressions = expressions;
    }

    Of of() {
        return of;
    }

    /// The columns in SQL, any of which may fit.
    List<String> expressions() {
        return List.of(expressions.split(","));
    }

    /// For example `fcm_name`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
