package platen.web;

import java.util.function.Supplier;
import platen.customers.ConsentDesk;
import platen.customers.CustomerMail;
import platen.customers.CustomersToTell;
import platen.customers.MyOrders;
import platen.customers.Organisations;
import platen.customers.SignIns;
import platen.customers.Writing;
import platen.notices.Letters;
import platen.notices.Mailing;

/// What customers with an account are served by.
record CustomerDesks(
        SignIns signIns,
        MyOrders orders,
        Organisations organisations,
        ConsentDesk consents,
        CustomersToTell toTell,
        CustomerMail mail,
        Writing writing) {

    /// `origin` is the site's address as customers know it.
    static CustomerDesks of(Website.Parts parts, Letters letters, Mailing mailing, Supplier<String> origin) {
        var database = parts.database();
        var clock = parts.clock();
        var writing = new Writing(mailing);
        return new CustomerDesks(
                new SignIns(database, writing, clock),
                new MyOrders(database),
                new Organisations(database, writing, clock),
                new ConsentDesk(database, parts.intake(), writing, clock),
                new CustomersToTell(database, origin, clock),
                new CustomerMail(database, letters, mailing, origin, clock),
                writing);
    }
}
