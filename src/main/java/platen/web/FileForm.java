package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import platen.files.FileStore;
import platen.orders.Arrival;
import platen.orders.Product;
import platen.uploads.Uploads;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Secrets;

/// A form that brings customers' files: one that is stored while it comes in, or those that came before, in pieces. The
/// one place where such files are taken.
record FileForm(Form form, String once, List<SentFiles.Sent> files) {
    static final long LARGEST_FILE_BYTES = Uploads.Bounds.USUAL.eachBytes();

    /// With files that came before, too.
    static FileForm needed(Context ctx, FileStore store, SentFiles sent) throws IOException {
        return needed(of(ctx, store, sent::of));
    }

    /// Where nothing can be done without a file.
    static FileForm needed(Context ctx, FileStore store) throws IOException {
        return needed(of(ctx, store));
    }

    /// With or without files, of which some may have come before.
    static FileForm of(Context ctx, FileStore store, SentFiles sent) throws IOException {
        return of(ctx, store, sent::of);
    }

    static FileForm of(Context ctx, FileStore store) throws IOException {
        return of(
                ctx, store, (_, _, received) -> SentFiles.of(received).stream().toList());
    }

    /// Which files a form brings.
    private interface Finder {
        List<SentFiles.Sent> files(Context ctx, Form form, ReceivedFile received);
    }

    private static FileForm of(Context ctx, FileStore store, Finder finder) throws IOException {
        var received = new ReceivedFile(store, LARGEST_FILE_BYTES);
        var form = Form.receiving(ctx, "file", LARGEST_FILE_BYTES, received);
        var once = form.has("once") ? form.value("once") : Secrets.token();
        return new FileForm(form, once, finder.files(ctx, form, received));
    }

    private static FileForm needed(FileForm came) {
        if (came.form().isFaultless() && came.files().isEmpty())
            came.form().wrong("file", Message.of("web.file-missing"));
        return came;
    }

    /// What came first, if anything did.
    Optional<Digest> digest() {
        return files.stream().map(SentFiles.Sent::digest).findFirst();
    }

    String name() {
        return files.isEmpty() ? "" : files.getFirst().name();
    }

    /// What came first; only where something did.
    Arrival arrival(Product product) {
        return arrival(product, files.getFirst());
    }

    Arrival arrival(Product product, SentFiles.Sent file) {
        return new Arrival(product, once, file.digest(), file.name(), file.measures());
    }

    /// Nothing is made of it: a file that came with the form goes, and what is still on its way is heard out.
    void giveUp(Context ctx, FileStore store) throws IOException {
        for (var file : files) if (file.upload() == null) store.discard(file.digest());
        form.hearOut(ctx);
    }
}
