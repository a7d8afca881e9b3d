package platen.serial;

/// An open port as the operating system's calls show it: failures are numbers.
interface Handle {

    /// The number of bytes read, 0 when there are none after a little while, less than 0 when it failed.
    int read(byte[] into);

    /// The number of bytes written of `length` from `at`, less than 0 when it failed.
    int write(byte[] bytes, int length, int at);

    /// Whether the speed could be set.
    boolean speed(int baud);

    /// Raises or drops DTR, where there is such a line.
    void dtr(boolean high);

    /// May hang for good: some drivers do when their device is gone.
    void close();
}
