package platen.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import platen.files.FileStore;
import platen.meshes.Measures;
import platen.orders.Arrival;
import platen.orders.Product;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Secrets;

/// A form that brings a customer's file, which is stored while it comes in. The one place where such a file is taken.
record FileForm(Form form, String once, Optional<Digest> digest, String name, Optional<Measures> measures) {
    static final long LARGEST_FILE_BYTES = 500_000_000;

    static FileForm of(Context ctx, FileStore files) throws IOException {
        var received = new ReceivedFile(files, LARGEST_FILE_BYTES);
        var form = Form.receiving(ctx, "file", LARGEST_FILE_BYTES, received);
        var once = form.has("once") ? form.value("once") : Secrets.token();
        return new FileForm(form, once, received.digest(), received.name(), received.measures());
    }

    /// The same where nothing can be done without a file.
    static FileForm needed(Context ctx, FileStore files) throws IOException {
        var sent = of(ctx, files);
        if (sent.form().isFaultless() && sent.digest().isEmpty())
            sent.form().wrong("file", Message.of("web.file-missing"));
        return sent;
    }

    /// What came; only where something did.
    Arrival arrival(Product product) {
        return new Arrival(product, once, digest.orElseThrow(), name, measures);
    }

    /// Nothing is made of it: the file goes, and what is still on its way is heard out.
    void giveUp(Context ctx, FileStore files) throws IOException {
        digest.ifPresent(files::discard);
        form.hearOut(ctx);
    }
}
