package platen.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import platen.shop.Shop;

/// The ways to a telephone: a call, a text, WhatsApp. `whatsApp` is null where the number does not say its country.
public record Reach(String call, String text, @Nullable String whatsApp) {
    private static final int US_DIGITS = 10;

    public static Reach of(String phone, String words, Shop shop) {
        var digits = phone.replaceAll("\\D", "");
        var number = phone.startsWith("+") ? "+" + digits : digits;
        var body = URLEncoder.encode(words, UTF_8).replace("+", "%20");
        var abroad = international(phone, digits, shop);
        return new Reach(
                "tel:" + number,
                "sms:" + number + "?body=" + body,
                abroad == null ? null : "https://wa.me/" + abroad + "?text=" + body);
    }

    /// With its country and without signs, as WhatsApp has numbers.
    private static @Nullable String international(String phone, String digits, Shop shop) {
        if (phone.startsWith("+")) return digits;
        if (digits.startsWith("00")) return digits.substring(2);
        var isUs = shop.currency().getCurrencyCode().equals("USD");
        return isUs && digits.length() == US_DIGITS ? "1" + digits : null;
    }
}
