package platen.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;

/// A port held open through jSerialComm.
final class OpenPort implements Port {
    private static final int EMPTY_WRITES_BEFORE_DEAD = 5;

    private final String path;
    private final SerialPort port;

    OpenPort(String path, SerialPort port) {
        this.path = path;
        this.port = port;
    }

    @Override
    public int read(byte[] into) throws IOException {
        int read = port.readBytes(into, into.length);
        if (read < 0) throw new IOException(path + " is gone");
        return read;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        int empty = 0;
        for (int at = 0; at < length; ) {
            int written = port.writeBytes(bytes, length - at, at);
            if (written < 0 || (written == 0 && ++empty == EMPTY_WRITES_BEFORE_DEAD)) {
                throw new IOException(path + " takes nothing any more");
            }
            at += written;
        }
    }

    @Override
    public void close() {
        port.closePort();
    }
}
