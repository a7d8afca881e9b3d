package platen.devices;

import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import platen.outbound.Caller;
import platen.outbound.Reach;
import platen.values.Message;

/// Why a device did not do what was asked, in words for who stands before the page.
final class Failure {
    private static final int UNAUTHORIZED = 401;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;

    private Failure() {}

    static Message of(IOException e) {
        return switch (e) {
            case Reach.Forbidden _ -> Message.of("devices.forbidden");
            case UnknownHostException _ -> Message.of("devices.unknown-host");
            case Caller.TooSlow _ -> Message.of("devices.too-slow");
            case Caller.Refused refused when refused.status() == UNAUTHORIZED -> Message.of("devices.wrong-password");
            case Caller.Refused refused
            when refused.status() >= REDIRECTS && refused.status() < ERRORS -> Message.of("devices.sent-elsewhere");
            case Caller.Refused refused -> Message.of("devices.refused", refused.status());
            case NoPicture _ -> Message.of("devices.no-picture");
            case TooLarge _ -> Message.of("devices.too-large");
            case SSLException _ -> Message.of("devices.no-trust");
            default -> Message.of("devices.no-answer");
        };
    }

    /// Something came that is no picture, whatever it calls itself.
    static final class NoPicture extends IOException {
        private static final long serialVersionUID = 1;
    }

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
