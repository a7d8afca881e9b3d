package platen.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// One thing that wants a person: its name, what it is, since when, the page that resolves it, and the button where one
/// press does. `isUrgent` things count, and ring.
public record TodayItem(
        Section section,
        String name,
        boolean isCode,
        Message what,
        @Nullable Instant since,
        String href,
        @Nullable Press press,
        boolean isUrgent) {

    /// As they stand on the page.
    public enum Section {
        KEEPING("The shop’s data"),
        MACHINES("Printers and machines"),
        FAILED("Failed"),
        ASKING("Customers who wait"),
        PRICING("Prices to name"),
        TELLING("Customers to tell"),
        DUE("Due today or late"),
        AWAITED("Waits for the customer"),
        UNPAID("Ready, not paid"),
        STOCK("To order");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// A form of one button.
    public record Press(String path, String words) {}

    static TodayItem of(
            Section section, String name, Message what, @Nullable Instant since, String href, boolean isUrgent) {
        return new TodayItem(section, name, false, what, since, href, null, isUrgent);
    }

    static TodayItem ofOrder(
            Section section, String code, Message what, @Nullable Instant since, String href, boolean isUrgent) {
        return new TodayItem(section, code, true, what, since, href, null, isUrgent);
    }

    TodayItem pressed(String path, String words) {
        return new TodayItem(section, name, isCode, what, since, href, new Press(path, words), isUrgent);
    }
}
