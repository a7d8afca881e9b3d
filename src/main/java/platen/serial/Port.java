package platen.serial;

import java.io.IOException;

/// An open serial port. One thread reads and writes; any may close.
public interface Port extends AutoCloseable {

    /// Reads what is there, at most the array's length; waits a little when there is nothing, and then
    /// returns 0. A device that is gone is an [IOException].
    int read(byte[] into) throws IOException;

    /// Writes all of it.
    void write(byte[] bytes, int length) throws IOException;

    /// Talks at another speed from now on; what was heard at the old one and not yet read is forgotten.
    /// The control lines stay as they are, so no board restarts.
    void speed(int baud) throws IOException;

    /// Restarts the board, if it is one that does so when DTR rises; lasts a tenth of a second.
    void restart() throws IOException;

    /// Again does nothing.
    @Override
    void close();
}
