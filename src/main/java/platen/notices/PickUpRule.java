package platen.notices;

/// After how many days customers are reminded of what they have not picked up, and then for the last time.
public record PickUpRule(int firstDays, int lastDays) {
    public static final int MOST_DAYS = 365;

    public PickUpRule {
        if (firstDays < 1 || lastDays <= firstDays || lastDays > MOST_DAYS) {
            throw new IllegalArgumentException("no rule: " + firstDays + ", " + lastDays);
        }
    }
}
