package platen.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.event.HandlerMetaInfo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import platen.alerts.Dispatcher;
import platen.backup.Keeper;
import platen.books.PostCalculation;
import platen.books.Till;
import platen.customers.CustomerMail;
import platen.database.Database;
import platen.devices.PlugDesk;
import platen.files.FileStore;
import platen.fleet.CutOffs;
import platen.fleet.Fleet;
import platen.idempotency.Once;
import platen.machines.Pairing;
import platen.notices.Letters;
import platen.notices.LostLinks;
import platen.notices.Mailing;
import platen.notices.Mailroom;
import platen.notices.Reminders;
import platen.notices.ToTell;
import platen.orders.BasketDesk;
import platen.orders.Contents;
import platen.orders.FixDesk;
import platen.orders.OfferDesk;
import platen.orders.OrderDesk;
import platen.orders.PriceDesk;
import platen.orders.Quoting;
import platen.orders.WishDesk;
import platen.people.Accounts;
import platen.people.Sessions;
import platen.printers.Profiles;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.reports.Failures;
import platen.shop.Settings;
import platen.templating.Pages;
import platen.uploads.Uploads;
import platen.webhooks.Courier;

/// The whole site: every page group adds its own routes.
public final class Website implements AutoCloseable {
    /// A form without files; files have limits of their own.
    private static final long LARGEST_FORM_BYTES = 1_000_000;

    private final Javalin javalin;
    private final Live live;
    private final Devices devices;
    private final Listening listening;
    private final Mailroom mailroom;
    private final CustomerMail customerMail;
    private final Dispatcher dispatcher;
    private final Uploads uploads;
    private final Courier courier;
    private final Doors doors;
    private final List<Routes.Route> routes;

    private Website(
            Javalin javalin,
            Live live,
            Devices devices,
            Listening listening,
            Mailroom mailroom,
            CustomerMail customerMail,
            Dispatcher dispatcher,
            Uploads uploads,
            Courier courier,
            Doors doors,
            List<Routes.Route> routes) {
        this.javalin = javalin;
        this.live = live;
        this.devices = devices;
        this.listening = listening;
        this.mailroom = mailroom;
        this.customerMail = customerMail;
        this.dispatcher = dispatcher;
        this.uploads = uploads;
        this.courier = courier;
        this.doors = doors;
        this.routes = routes;
    }

    /// What the pages are about.
    public record Parts(
            Database database,
            InstantSource clock,
            Accounts accounts,
            Sessions sessions,
            Settings settings,
            FileStore files,
            Profiles profiles,
            Contents.Reader reader,
            OrderDesk desk,
            Quoting quoting,
            OfferDesk offers,
            FixDesk fixes,
            BasketDesk basket,
            WishDesk wishes,
            Intake intake,
            Floor floor,
            Till till,
            Fleet fleet) {

        /// Puts the shop together; `reader` looks into customers' files.
        public static Parts assemble(
                Database database,
                FileStore files,
                Profiles profiles,
                Contents.Reader reader,
                Supplier<Optional<String>> slicer,
                InstantSource clock) {
            var settings = new Settings(database, files, clock);
            var quoting = new Quoting(profiles, slicer, () -> settings.shop().taxBasisPoints());
            var desk = new OrderDesk(database, files, reader, quoting, clock);
            return new Parts(
                    database,
                    clock,
                    new Accounts(database, clock),
                    new Sessions(database, clock),
                    settings,
                    files,
                    profiles,
                    reader,
                    desk,
                    quoting,
                    new OfferDesk(database, quoting, clock),
                    new FixDesk(database, files, reader, quoting, clock),
                    new BasketDesk(database, files, reader, quoting, clock),
                    new WishDesk(database, files, reader, quoting, clock),
                    new Intake(database, desk, files, clock),
                    new Floor(database, files, clock),
                    new Till(database, clock),
                    new Fleet(database, files, profiles, clock));
        }
    }

    /// A site from which no mail goes out.
    public static Website create(Listening listening, Parts parts) {
        return create(listening, parts, Mailing.none());
    }

    public static Website create(Listening listening, Parts parts, Mailing mailing) {
        return create(listening, parts, mailing, Uploads.Bounds.USUAL);
    }

    static Website create(Listening listening, Parts parts, Mailing mailing, Uploads.Bounds bounds) {
        var keeper = new Keeper(parts.database(), parts.files(), listening.spool(), Optional.empty(), parts.clock());
        return create(listening, parts, mailing, bounds, keeper);
    }

    /// `keeper` makes the backups of which a page tells.
    public static Website create(
            Listening listening, Parts parts, Mailing mailing, Uploads.Bounds bounds, Keeper keeper) {
        var uploads = new Uploads(
                listening.spool().resolve("uploads"), parts.database(), parts.files(), bounds, parts.clock());
        var sentFiles = new SentFiles(uploads);
        var assets = new Assets(listening.templates());
        var templates = Pages.from(listening.templates(), assets::address);
        var doors = new Doors(listening, parts.clock());
        var letters = new Letters(templates, doors::origin);
        var mailroom = new Mailroom(parts.database(), letters, mailing, parts.clock());
        var toTell = new ToTell(parts.database(), letters, parts.clock());
        var customers = CustomerDesks.of(parts, letters, mailing, doors::origin);
        var reminders = new Reminders(parts.database(), parts.clock());
        var dispatcher = new Dispatcher(parts.database(), letters, mailing, doors::floorOrigin, parts.clock());
        IntSupplier untold = () -> toTell.count() + customers.toTell().count();
        var desk = new DeskList(parts, reminders);
        var today = new Today(parts, desk, untold);
        var pages = new PageMaker(
                templates,
                parts.settings(),
                listening,
                untold,
                () -> today.needs().count());
        var gate = new Gate(parts, listening);
        var customerGate = new CustomerGate(customers.signIns());
        var onAccount = new OnAccount(pages, customerGate, customers);
        var live = new Live(parts.database());
        var devices = Devices.of(parts, listening.localDevices());
        var courier = new Courier(parts.database(), parts.clock(), new ApiWords(parts.settings())::say);
        var all = new ArrayList<Routes.Route>();
        var javalin = Javalin.create(config -> {
            set(config);
            doors.open(config);
            config.events.handlerAdded(Website::demandAccess);
            gate.stand(config.routes);
            new ErrorPages(pages).addTo(config.routes);
            var routes = new Routes(config.routes, new OnceGate(new Once(parts.database(), parts.clock())));
            assets.addTo(routes);
            new Installing(pages, assets).addTo(routes);
            Tongues.addTo(routes);
            new WishPages(pages, parts, sentFiles, onAccount).addTo(routes);
            new FrontPages(pages, parts, sentFiles).addTo(routes);
            new UploadDoor(uploads, parts.reader()).addTo(routes);
            var orders = new OrderPages(pages, live, parts, onAccount);
            orders.addTo(routes);
            new LookPages(pages, parts).addTo(routes);
            new BasketPages(pages, parts, sentFiles, onAccount).addTo(routes);
            new AskPages(pages, parts, orders, onAccount).addTo(routes);
            new OfferPages(pages, live, parts, customers.consents()).addTo(routes);
            var pairing = new Pairing(parts.database(), parts.clock());
            new HostDoor(live, parts, pairing).addTo(routes);
            new HostPages(pages, parts, pairing).addTo(routes);
            var slicers = SlicerParts.of(parts);
            new SlicerPages(pages, parts, slicers).addTo(routes);
            new SlicerDoor(pages, parts, slicers).addTo(routes);
            new SignInPages(pages, gate, parts.accounts(), parts.sessions()).addTo(routes);
            new GuidePages(pages, parts.settings(), parts.database()).addTo(routes);
            new ShopPages(
                            pages,
                            parts.settings(),
                            new Logo(parts.files()),
                            listening.spool(),
                            () -> TellPages.Messages.of(mailing, reminders, doors.origin()))
                    .addTo(routes);
            new NotPrintedPages(pages, parts.settings()).addTo(routes);
            new TellPages(pages, live, toTell, mailroom, reminders, customers.toTell()).addTo(routes);
            new TalkPages(pages, live, parts, listening.spool(), sentFiles).addTo(routes);
            new WorkTalkPages(pages, live, parts, listening.spool(), sentFiles).addTo(routes);
            new DataPages(pages, parts).addTo(routes);
            new WorkDataPages(pages, parts).addTo(routes);
            new KeepingPages(pages, keeper, doors, listening).addTo(routes);
            new HealthPages(pages, live, parts, listening, mailing, keeper, doors.served()).addTo(routes);
            new LostPages(pages, new LostLinks(parts.database(), parts.clock())).addTo(routes);
            var cutOffs = new CutOffs(parts.database(), parts.files(), parts.profiles());
            var board = new Board(parts, cutOffs);
            new QueuePages(pages, live, board, parts, desk).addTo(routes);
            new TodayPages(pages, live, today, parts).addTo(routes);
            new HoursPages(pages, parts).addTo(routes);
            new ReachPages(pages, dispatcher, parts).addTo(routes);
            new OwnWorkPages(pages, listening.spool(), parts).addTo(routes);
            new JobPages(pages, live, board, listening.spool(), parts).addTo(routes);
            new AfterPages(pages, board, listening.spool(), parts).addTo(routes);
            new JobSpools(pages, parts).addTo(routes);
            new StockPages(pages, parts).addTo(routes);
            new SupplyPages(pages, parts).addTo(routes);
            new StockMonthPages(pages, parts).addTo(routes);
            new GoOnPages(pages, board, cutOffs, parts).addTo(routes);
            new QueueDeskPages(pages, listening.spool(), parts).addTo(routes);
            new BoardPages(pages, live, board, parts).addTo(routes);
            new TimelinePages(pages, live, board, parts).addTo(routes);
            new InductionPages(pages, parts).addTo(routes);
            new MachinePages(pages, live, board, parts, devices).addTo(routes);
            new ReplugPages(pages, parts).addTo(routes);
            new TruthPages(pages, live, parts).addTo(routes);
            new CameraPages(pages, parts, devices).addTo(routes);
            new DevicePages(pages, parts, devices).addTo(routes);
            new UpkeepPages(pages, listening.spool(), parts).addTo(routes);
            new PastPrintPages(pages, parts).addTo(routes);
            new HandPages(pages, parts).addTo(routes);
            var second = new SecondPages(pages, parts);
            second.addTo(routes);
            new PricePages(
                            pages,
                            new PriceDesk(parts.database(), parts.clock()),
                            parts.settings(),
                            second,
                            listening.spool(),
                            new Failures(parts.database()))
                    .addTo(routes);
            new TookPages(pages, new PostCalculation(parts.database(), parts.clock()), parts).addTo(routes);
            new ReportPages(pages, parts).addTo(routes);
            new WalkInPages(pages, parts, sentFiles).addTo(routes);
            new ChangedPages(pages, parts).addTo(routes);
            new TicketPages(pages, parts).addTo(routes);
            new ShelfPages(pages, parts).addTo(routes);
            new MatchPages(pages, parts).addTo(routes);
            new CounterPages(pages, live, parts, toTell).addTo(routes);
            new MoneyPages(pages, parts, second).addTo(routes);
            new PaperPages(parts).addTo(routes);
            new TillPages(pages, parts).addTo(routes);
            new VoucherPages(pages, parts).addTo(routes);
            new AccountPages(pages, parts).addTo(routes);
            new BillingPages(pages, parts).addTo(routes);
            onAccount.addTo(routes, parts);
            new CustomerSignInPages(pages, customerGate, customers).addTo(routes);
            new CustomerPages(pages, customerGate, customers).addTo(routes);
            new CustomerDataPages(pages, customerGate, customers, parts).addTo(routes);
            new OrganisationPages(pages, customerGate, customers).addTo(routes);
            new ConsentPages(pages, customerGate, customers, parts).addTo(routes);
            new AccountPeoplePages(pages, customers, parts).addTo(routes);
            new LetterPages(pages, customers.toTell()).addTo(routes);
            new PeoplePages(pages, parts).addTo(routes);
            new KeyPages(pages, parts).addTo(routes);
            new HookPages(pages, parts, courier).addTo(routes);
            new ApiPages(pages, parts, board).addTo(routes);
            new LogPages(pages, parts).addTo(routes);
            new StationPages(pages, gate, parts).addTo(routes);
            new OwnPages(pages, parts, listening).addTo(routes);
            new PersonPages(pages, parts).addTo(routes);
            new PasskeyPages(pages, gate, parts, listening).addTo(routes);
            all.addAll(routes.added());
        });
        return new Website(
                javalin,
                live,
                devices,
                listening,
                mailroom,
                customers.mail(),
                dispatcher,
                uploads,
                courier,
                doors,
                List.copyOf(all));
    }

    /// Listens from now on.
    public void start() {
        live.start();
        Doors.start(javalin, listening);
    }

    /// All that can be asked for.
    List<Routes.Route> routes() {
        return routes;
    }

    public int port() {
        return javalin.port();
    }

    /// Where it listens, and with which certificate.
    public Doors doors() {
        return doors;
    }

    /// Mails what is due. Who waits for a link to sign in waits before a screen, and so comes first.
    public void mail() {
        customerMail.tick();
        mailroom.tick();
    }

    /// What tells whoever is on duty; a thread of its own lets it look.
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /// Letters to customers, which housekeeping sweeps.
    public CustomerMail customerMail() {
        return customerMail;
    }

    /// Where what customers are told becomes mail.
    public Mailroom mailroom() {
        return mailroom;
    }

    /// For who has a change to tell that is no event.
    public Live live() {
        return live;
    }

    /// Machines' power, which housekeeping switches off when they are cold.
    public PlugDesk plugs() {
        return devices.plugs();
    }

    /// Programs elsewhere are told what happened, by whoever looks in a while.
    public Courier courier() {
        return courier;
    }

    /// Files on their way in, which housekeeping sweeps.
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public void close() {
        live.close();
        dispatcher.close();
        courier.close();
        Doors.stop(javalin);
        devices.close();
    }

    private static void set(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = LARGEST_FORM_BYTES;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
    }

    static void demandAccess(HandlerMetaInfo handler) {
        if (handler.getHttpMethod().isHttpMethod()) Gate.access(handler.getRoles());
    }
}
