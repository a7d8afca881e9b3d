package platen.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;
import platen.values.Message;

class WireTest {
    private static final Message REASON = Message.of("host.printer-gone", "Ender 3");
    private static final Wish.Offer OFFER =
            new Wish.Offer("k1", new JobId(7), 2, "Gear", new MachineId(3), Digest.of(new byte[0]), 1234);

    static List<Wish> wishes() {
        return List.of(
                OFFER,
                new Wish.Grant("k1"),
                new Wish.Withdraw("k1"),
                new Wish.Cancel("k1"),
                new Wish.Pause("k1"),
                new Wish.Resume("k1"),
                new Wish.Answer(new MachineId(3), 123_456_789_012_345L, 1),
                new Wish.CoolDown(new MachineId(3)),
                new Wish.Command(new MachineId(3), "G28"),
                new Wish.Handle(new MachineId(3), new ByHand.Heat(205, 60)),
                new Wish.Handle(new MachineId(3), new ByHand.Home(ByHand.Axes.ALL)),
                new Wish.Handle(new MachineId(3), new ByHand.Jog(ByHand.Axis.Z, -0.1)),
                new Wish.Handle(new MachineId(3), new ByHand.Line("M500", true)),
                new Wish.Handle(new MachineId(3), new ByHand.Stop()),
                new Wish.Settings(
                        List.of(new Wish.Printer(new MachineId(3), "Ender", "/dev/ttyUSB0", "name=\"x\"", null)),
                        List.of(new MachineId(3))));
    }

    static List<HostEvent> events() {
        return List.of(
                new HostEvent.Accepted("k1"),
                new HostEvent.Refused("k1", REASON),
                new HostEvent.Withdrawn("k1"),
                new HostEvent.Started("k1"),
                new HostEvent.Paused("k1"),
                new HostEvent.Resumed("k1"),
                new HostEvent.Finished("k1", new HostEvent.Figures(100, 2, 3600)),
                new HostEvent.Failed("k1", REASON, 55, true, null),
                new HostEvent.Failed("k1", REASON, 55, true, new Reached(55, 1_000, 3, 201.5, null, true)),
                new HostEvent.Cancelled("k1", 56, false, REASON),
                new HostEvent.Cancelled("k1", 56, false, null),
                new HostEvent.NeedsPerson("k1", REASON),
                new HostEvent.WishDropped("resume", "k1", REASON),
                new HostEvent.WishDropped("command", null, REASON),
                new HostEvent.PrinterConnected(new MachineId(3), "Marlin"),
                new HostEvent.PrinterDisconnected(new MachineId(3), REASON),
                new HostEvent.NotDone(new MachineId(3), REASON),
                new HostEvent.CooledDown(new MachineId(3)));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void aWishArrivesAsItWasSent(Wish wish) {
        var answer = new SyncAnswer.Taken(
                new CallNumber(1, 2), "e", 9, false, List.of(new SyncAnswer.Numbered(4, 5, wish)), 6, 7);
        assertEquals(answer, Json.read(Json.write(answer), SyncAnswer.class));
        assertEquals(wish.kind(), Json.read(Json.write(wish), Wish.class).kind());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventArrivesAsItWasSent(HostEvent event) {
        var request = new SyncRequest(
                SyncRequest.PROTOCOL,
                "h",
                "start",
                new CallNumber(1, 2),
                null,
                0,
                8,
                List.of(new SyncRequest.Numbered(8, 99, event)),
                List.of(PrinterLive.gone(new MachineId(3), REASON)),
                List.of(new PortSeen("/dev/ttyUSB0", "usb-1234", "CH340")),
                new Snapshot(
                        8, List.of(new Snapshot.Held(OFFER, Snapshot.Stage.CLOSED, new HostEvent.Withdrawn("k1")))),
                99);
        assertEquals(request, Json.read(Json.write(request), SyncRequest.class));
        assertEquals(8, request.lastEvent());
    }

    @Test
    void aCancelledPrintOfAnOlderOrNewerHostIsRead() {
        var older = "{\"kind\":\"cancelled\",\"attempt\":\"k1\",\"lastLine\":56,\"heatersOff\":false}";
        assertEquals(new HostEvent.Cancelled("k1", 56, false, null), Json.read(older, HostEvent.class));
        var newer = older.replace("}", ",\"why\":{\"key\":\"host.ended\",\"args\":[]},\"whoKnows\":1}");
        assertEquals(
                new HostEvent.Cancelled("k1", 56, false, Message.of("host.ended")), Json.read(newer, HostEvent.class));
    }

    @Test
    void whatOnlyANewerSideKnowsIsReadAsUnknown() {
        assertEquals(new Wish.Unknown("dance"), Json.read("{\"kind\":\"dance\",\"steps\":3}", Wish.class));
        var act = Json.read("{\"kind\":\"handle\",\"machine\":{\"value\":3},\"act\":{\"act\":\"dance\"}}", Wish.class);
        assertEquals(new ByHand.Unknown(), ((Wish.Handle) act).act());
        assertEquals(new HostEvent.Unknown("danced"), Json.read("{\"kind\":\"danced\"}", HostEvent.class));
    }

    @Test
    void whatAMachineAsksArrivesAsItWasSent() {
        var gone = PrinterLive.gone(new MachineId(3), null);
        var asks = new PrinterLive.Question(12_345_678_901L, "Purge more?", List.of("Purge", "Go on"), true);
        var live = new PrinterLive(
                gone.machine(),
                gone.connection(),
                gone.activity(),
                "k1",
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                REASON,
                asks);
        assertEquals(live, Json.read(Json.write(live), PrinterLive.class));
    }

    @Test
    void whatAPrinterTellsOfHandsAndHealthFitsIntoItsShare() {
        var gone = PrinterLive.gone(new MachineId(12), null);
        var detail = new PrinterLive.Detail(
                List.of(new PrinterLive.Reading("T1", 205.25, 210.0), new PrinterLive.Reading("C", 41.5, null)),
                150,
                95,
                50,
                110.25,
                110.25,
                0.3,
                Message.of("streaming.hand-heats", 205),
                true,
                false,
                new PrinterLive.Said(
                        1_234, List.of("x".repeat(160), "x".repeat(160), "x".repeat(160), "x".repeat(160))));
        var live = new PrinterLive(
                gone.machine(),
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.PRINTING,
                "AAAAAAAAAAAAAAAAAAAAAA",
                209.97,
                210.0,
                59.98,
                60.0,
                55.5,
                123_456,
                212,
                42.4,
                12_345L,
                null,
                null,
                detail);
        var request = new SyncRequest(
                1,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA",
                new CallNumber(9, 99_999),
                "AAAAAAAAAAAAAAAAAAAAAA",
                9,
                9,
                List.of(),
                List.of(live),
                List.of(),
                null,
                1_790_000_000_000L,
                new HostHealth(0x50005, 61.2, 500L, 926L, 20_000L, 30_000L, 0.5));
        var json = Json.write(request);
        assertEquals(request, Json.read(json, SyncRequest.class));
        assertEquals(true, json.length() < 2_000, json.length() + " bytes");
    }

    @Test
    void theStateOfFourPrintersFitsIntoTwoKilobytes() {
        var printing = new PrinterLive(
                new MachineId(12),
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.PRINTING,
                "AAAAAAAAAAAAAAAAAAAAAA",
                209.97,
                210.0,
                59.98,
                60.0,
                55.5,
                123_456,
                212,
                42.4,
                12_345L,
                null,
                null);
        var printers = List.of(printing, printing, printing, printing);
        var request = new SyncRequest(
                1,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA",
                new CallNumber(9, 99_999),
                "AAAAAAAAAAAAAAAAAAAAAA",
                9,
                9,
                List.of(),
                printers,
                List.of(),
                null,
                1_790_000_000_000L);
        var bytes = Json.write(request).length();
        assertEquals(true, bytes < 2_000, bytes + " bytes");
    }
}
