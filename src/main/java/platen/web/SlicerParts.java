package platen.web;

import platen.slicerdoor.AskedKeys;
import platen.slicerdoor.Doors;
import platen.slicerdoor.Keyring;
import platen.slicerdoor.UploadDesk;
import platen.slicerdoor.UploadShelf;

/// What pages and clients of the slicers' doors work with.
record SlicerParts(Doors doors, Keyring keyring, AskedKeys asked, UploadDesk desk, UploadShelf shelf) {
    /// Under this the doors stand, each by its place.
    static final String ROOT = "/p/";

    static SlicerParts of(Website.Parts parts) {
        var keyring = new Keyring(parts.database(), parts.clock());
        return new SlicerParts(
                new Doors(parts.database(), parts.profiles()),
                keyring,
                new AskedKeys(parts.database(), keyring, parts.clock()),
                new UploadDesk(parts.database(), parts.files(), parts.reader(), parts.profiles(), parts.clock()),
                new UploadShelf(parts.database(), parts.clock()));
    }
}
