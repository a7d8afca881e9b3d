// Files go ahead of the form, several at once, in pieces: where the line drops, they go on by themselves.
// Without this script the form sends one file.
"use strict";
(() => {
  const form = document.querySelector("form[data-uploads]");
  if (!form || !window.tus || !tus.isSupported) return;
  const AT_ONCE = 3;
  const RETRY_MS = [0, 1000, 3000, 5000, 10000, 20000];
  const LOST_RETRY_MS = 15000;
  const SILENT_MS = 45000;
  const words = document.getElementById("upload-words").dataset;
  const list = form.querySelector(".uploads");
  const input = form.querySelector("input[type=file]:not(#camera)");
  const needed = input.required;
  const mostFiles = Number(form.dataset.files || 0);
  const camera = form.querySelector("#camera");
  const ids = form.querySelector("[name=upload]");
  const button = form.querySelector("button.main, button:not([type])");
  const buttonWords = button.textContent;
  const soon = document.getElementById("upload-soon");
  const kinds = input.accept.split(",");
  const most = Number(input.dataset.most);
  const entries = new Set();
  let goesOn = false;

  const fill = (text, ...values) => values.reduce((made, value, at) => made.replace(`{${at}}`, value), text);
  const say = (entry, what) => {
    document.getElementById("upload-said").textContent = fill(words.nameOf, entry.file.name, what);
  };
  const bytes = (count) => {
    const units = ["B", "kB", "MB", "GB"];
    let at = 0;
    for (; count >= 1000 && at < 3; at++) count /= 1000;
    const digits = count < 10 && at > 0 ? 1 : 0;
    return `${count.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${units[at]}`;
  };
  const idOf = (upload) => (upload && upload.url ? upload.url.split("/").pop() : "");

  // What the form sends, and what its button says.
  const settle = () => {
    const rows = [...list.querySelectorAll("[data-here]")];
    ids.value = rows.map((row) => row.dataset.upload).join(",");
    const going = [...entries].filter((entry) => entry.state === "going" || entry.state === "waits" || entry.state === "lost");
    const count = rows.length + going.length;
    list.hidden = !list.children.length;
    input.required = needed && count === 0;
    button.textContent = words.goOn && count > 1 ? fill(words.goOn, count) : buttonWords;
    if (goesOn && going.length === 0) {
      goesOn = false;
      soon.hidden = true;
      if (rows.length) form.requestSubmit(button);
    }
  };

  const show = (entry, text, state) => {
    entry.state = state;
    entry.row.className = `is-${state}`;
    entry.said.textContent = text;
    entry.again.hidden = state !== "failed" || !entry.upload;
    entry.bar.hidden = state === "here" || state === "failed";
    settle();
  };
  const fail = (entry, text) => {
    show(entry, text, "failed");
    entry.said.setAttribute("role", "alert");
    goesOn = false;
    soon.hidden = true;
  };

  const makeRow = (entry) => {
    const row = document.createElement("li");
    const name = document.createElement("strong");
    name.dir = "auto";
    name.textContent = entry.file.name;
    entry.said = document.createElement("span");
    entry.said.className = "small";
    entry.bar = document.createElement("progress");
    entry.bar.max = 100;
    entry.bar.value = 0;
    entry.bar.setAttribute("aria-label", entry.file.name);
    entry.again = makeButton(words.again, entry.file.name, () => {
      entry.said.removeAttribute("role");
      begin(entry);
    });
    row.append(name, entry.said, entry.bar, entry.again, makeButton(words.remove, entry.file.name, () => remove(entry)));
    entry.row = row;
    list.append(row);
  };
  const makeButton = (text, name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    const whose = document.createElement("span");
    whose.className = "unseen";
    whose.textContent = ` ${name}`;
    made.append(text, whose);
    made.addEventListener("click", act);
    return made;
  };

  const remove = (entry) => {
    const next = entry.row.nextElementSibling || entry.row.previousElementSibling;
    entries.delete(entry);
    entry.row.remove();
    clearTimeout(entry.later);
    if (entry.upload) entry.upload.abort(true).catch(() => {});
    (next ? next.querySelector("button:not([hidden])") : input).focus();
    settle();
    takeNext();
  };

  // A name is quickly given: the first bytes tell whether a picture is one.
  const isWhatItSays = async (file) => {
    const ending = endingOf(file);
    const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
    const has = (...octets) => octets.every((octet, at) => head[at] === octet);
    const isPaper = has(0xff, 0xd8) || has(0x89, 0x50, 0x4e, 0x47) || new TextDecoder("latin1").decode(head).includes("%PDF");
    if ([".pdf", ".png", ".jpg", ".jpeg"].includes(ending)) return isPaper;
    if (ending === ".3mf") return has(0x50, 0x4b);
    return true;
  };
  const endingOf = (file) => `.${file.name.split(".").pop().toLowerCase()}`;
  const wrongWith = async (file) => {
    if (!kinds.includes(endingOf(file))) return words.kind;
    if (file.size === 0) return words.s422;
    if (file.size > most) return words.s413;
    return (await isWhatItSays(file)) ? "" : fill(words.notReally, endingOf(file));
  };
  const isKnown = (file) =>
    [...entries].some(
      (entry) => entry.file.name === file.name && entry.file.size === file.size && entry.file.lastModified === file.lastModified,
    );

  const isTooMany = () => mostFiles > 0 && [...list.children].filter((row) => !row.matches(".is-failed")).length > mostFiles;

  const add = async (files) => {
    for (const file of files) {
      if (isKnown(file)) continue;
      // Where one is wanted, the last that was chosen is.
      if (mostFiles === 1) for (const one of [...entries]) remove(one);
      const entry = { file, state: "waits", quarter: 0 };
      entries.add(entry);
      makeRow(entry);
      show(entry, words.waits, "waits");
      let wrong = words.failed;
      try {
        wrong = isTooMany() ? words.many : await wrongWith(file);
      } catch {
        // A folder, or a file that is gone.
      }
      if (wrong) fail(entry, wrong);
      takeNext();
    }
  };
  const takeNext = () => {
    const all = [...entries];
    const going = all.filter((entry) => entry.state === "going").length;
    all.filter((entry) => entry.state === "waits" && !entry.upload)
      .slice(0, Math.max(0, AT_ONCE - going))
      .forEach(begin);
  };

  const begin = async (entry) => {
    clearTimeout(entry.later);
    entry.moved = Date.now();
    show(entry, fill(words.progress, bytes(0), bytes(entry.file.size)), "going");
    if (!entry.upload) {
      entry.upload = new tus.Upload(entry.file, {
        endpoint: form.dataset.uploads,
        retryDelays: RETRY_MS,
        removeFingerprintOnSuccess: true,
        metadata: { filename: entry.file.name, product: form.dataset.product },
        onProgress: (sent, all) => progress(entry, sent, all),
        onSuccess: () => isHere(entry),
        onError: (error) => isWrong(entry, error),
      });
      const before = await entry.upload.findPreviousUploads();
      if (before.length) entry.upload.resumeFromPreviousUpload(before[0]);
    }
    if (entries.has(entry)) entry.upload.start();
  };
  const progress = (entry, sent, all) => {
    if (entry.state !== "going") show(entry, "", "going");
    entry.moved = Date.now();
    entry.bar.value = (100 * sent) / all;
    const text = fill(words.progress, bytes(sent), bytes(all));
    entry.said.textContent = text;
    forgetRow(idOf(entry.upload), entry.row);
    const quarter = Math.floor((4 * sent) / all);
    if (quarter > entry.quarter && quarter < 4) say(entry, text);
    entry.quarter = Math.max(quarter, entry.quarter);
  };
  // The page showed it as half sent.
  const forgetRow = (id, but) => {
    for (const row of list.children) if (row !== but && row.dataset.upload === id) row.remove();
  };
  const isHere = (entry) => {
    entry.row.dataset.upload = idOf(entry.upload);
    entry.row.dataset.here = "";
    forgetRow(entry.row.dataset.upload, entry.row);
    say(entry, words.here);
    show(entry, `${bytes(entry.file.size)}, ${words.here}`, "here");
    takeNext();
  };
  const isWrong = (entry, error) => {
    const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
    const text = words[`s${status}`];
    if (text || (status >= 400 && status < 500 && status !== 409 && status !== 423)) {
      fail(entry, text || words.failed);
    } else {
      lose(entry);
    }
    takeNext();
  };
  const lose = (entry) => {
    entry.upload.abort().catch(() => {});
    show(entry, words.lost, "lost");
    say(entry, words.lost);
    entry.later = setTimeout(() => begin(entry), LOST_RETRY_MS);
  };
  window.addEventListener("offline", () => {
    for (const entry of entries) if (entry.state === "going" && entry.upload) lose(entry);
  });
  // A line that says nothing for long is gone, though nobody told.
  setInterval(() => {
    for (const entry of entries) if (entry.state === "going" && Date.now() - entry.moved > SILENT_MS) lose(entry);
  }, LOST_RETRY_MS);
  window.addEventListener("online", () => {
    for (const entry of entries) if (entry.state === "lost") begin(entry);
  });

  // What was sent before this page was loaded.
  for (const row of list.children) {
    const remover = row.querySelector("button");
    remover.hidden = false;
    remover.addEventListener("click", async () => {
      await fetch(`${form.dataset.uploads}/${row.dataset.upload}`, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
      row.remove();
      input.focus();
      settle();
    });
  }

  input.multiple = mostFiles !== 1;
  for (const part of form.querySelectorAll("[data-with-scripts]")) part.hidden = false;
  for (const field of [input, camera]) {
    if (!field) continue;
    field.addEventListener("change", (event) => {
      event.stopPropagation();
      const files = [...field.files];
      field.value = "";
      add(files);
    });
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || ![...entries].some((entry) => ["going", "waits", "lost"].includes(entry.state))) return;
      event.preventDefault();
      event.stopPropagation();
      goesOn = true;
      soon.hidden = false;
    },
    true,
  );

  const drop = document.getElementById("drop");
  const carriesFiles = (event) => [...(event.dataTransfer ? event.dataTransfer.types : [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    drop.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  settle();
})();
