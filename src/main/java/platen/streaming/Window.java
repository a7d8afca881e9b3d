package platen.streaming;

import platen.printers.Connection;

/// How far lines may go ahead of their `ok`: so many commands, and so many bytes as the firmware's buffer takes.
///
/// One command is lock-step. A firmware that tells its free places (ADVANCED_OK) opens the window by itself, but
/// only on a link that loses nothing; the first damage closes it for as long as the port stays open.
final class Window {
    private static final int MOST = 16;
    private static final int NUMBER_AND_CHECKSUM = 12;

    private final int given;
    private final int bytes;
    private final boolean opensByItself;
    private int commands;
    private boolean closed;

    Window(Connection connection) {
        given = connection.window();
        bytes = connection.receiveBufferBytes();
        opensByItself = connection.nativeUsb();
        commands = given;
    }

    void reopen() {
        commands = given;
        closed = false;
    }

    /// Hears of free places in the firmware's queue, besides the one of the command that was just accepted.
    void told(int queueFree) {
        if (opensByItself && !closed) commands = Math.clamp(queueFree + 1, commands, MOST);
    }

    void close() {
        commands = 1;
        closed = true;
    }

    int commands() {
        return commands;
    }

    /// Whether a command of this length may follow so many that wait.
    boolean takes(int waiting, int bytesWaiting, int length) {
        return waiting == 0 || (waiting < commands && bytesWaiting + length + NUMBER_AND_CHECKSUM <= bytes);
    }
}
