package platen.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What happens at Ctrl-C or SIGTERM: the process is held until all is put away.
final class End {
    private static final int PATIENCE_S = 90;

    private final CountDownLatch reached = new CountDownLatch(1);

    /// Runs `act` when the process is asked to end. It lives on until [#reached], or for a while.
    void whenAsked(Runnable act) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            act.run();
                            hold();
                        },
                        "end"));
    }

    /// Returns when the process is asked to end.
    void await() throws InterruptedException {
        var asked = new CountDownLatch(1);
        whenAsked(asked::countDown);
        asked.await();
    }

    /// Everything is put away.
    void reached() {
        reached.countDown();
    }

    private void hold() {
        try {
            if (!reached.await(PATIENCE_S, TimeUnit.SECONDS)) System.err.println("Something did not end in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
