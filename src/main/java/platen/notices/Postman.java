package platen.notices;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The thread that mails: it looks for news every second or so, until it is interrupted.
public final class Postman implements Runnable {
    private static final Logger LOG = Logger.getLogger(Postman.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);

    private final Runnable mail;

    /// `mail` sends what is due.
    public Postman(Runnable mail) {
        this.mail = mail;
    }

    @Override
    public void run() {
        var pause = LOOK_EVERY;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                mail.run();
                pause = LOOK_EVERY;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "mailing failed, and is tried again", e);
                pause = AFTER_TROUBLE;
            }
        }
    }
}
