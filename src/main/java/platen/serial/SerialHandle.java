package platen.serial;

import com.fazecast.jSerialComm.SerialPort;

/// A port that jSerialComm has open.
record SerialHandle(SerialPort port) implements Handle {

    @Override
    public int read(byte[] into) {
        return port.readBytes(into, into.length);
    }

    @Override
    public int write(byte[] bytes, int length, int at) {
        return port.writeBytes(bytes, length, at);
    }

    @Override
    public boolean speed(int baud) {
        return port.setBaudRate(baud) && port.flushIOBuffers();
    }

    @Override
    public void dtr(boolean high) {
        if (high) port.setDTR();
        else port.clearDTR();
    }

    @Override
    public void close() {
        port.closePort();
    }
}
