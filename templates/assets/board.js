// Cards are moved by hand or by keys; what became of it is said beside the board, which stays open. Forms do the same.
"use strict";
(() => {
  const told = document.getElementById("moved");
  const board = document.querySelector("[data-live]");
  const card = (event) => event.target.closest?.("[data-job][data-seen]");
  const say = (words) => {
    if (told) told.textContent = words;
  };

  // The answer leads to a page that says what became of the act.
  const send = async (path, fields) => {
    // Its own name, so that it is done once; a form has one already.
    const once = ["_once", "moved." + [...crypto.getRandomValues(new Uint32Array(4))].join(".")];
    const named = fields.some(([name]) => name === "_once") ? fields : [...fields, once];
    const body = new URLSearchParams([...named, ["back", "/work/board/said"]]);
    let words;
    try {
      const answer = await fetch(path, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      words = page.querySelector("[data-said]")?.textContent || page.querySelector("main p")?.textContent;
    } catch {
      words = "The line to the server is down: nothing was changed.";
    }
    say(words || "That could not be done: nothing was changed.");
    if (window.htmx) htmx.trigger(board, "moved");
  };
  const at = (one) => "/work/jobs/" + one.dataset.job;
  const before = (one, next) =>
    send(at(one) + "/before", [["next", next], ["seen", one.dataset.seen]]);
  const machines = (centre) => centre.dataset.machines.trim().split(" ").filter(Boolean);
  const toCentre = (one, centre) => {
    const there = machines(centre);
    if (there.length === 0) return say(`${centre.dataset.centre} has no machine: ${one.dataset.title} stays where it is.`);
    send(at(one) + "/places", [...there.map((id) => ["machine", id]), ["seen", one.dataset.places]]);
  };

  // What a card needs to be told first.
  const dialog = document.getElementById("ask-board");
  const ask = (title, label, value, type, done) => {
    if (!dialog) return;
    const field = dialog.querySelector("input");
    document.getElementById("ask-board-title").textContent = title;
    document.getElementById("ask-board-label").textContent = label;
    field.type = type;
    field.value = value;
    field.required = true;
    dialog.onclose = () => {
      if (dialog.returnValue === "ok") done(field.value);
    };
    dialog.returnValue = "";
    dialog.showModal();
  };
  const hold = (one) => {
    if (one.dataset.held) return send(at(one) + "/let-go", []);
    ask(`Hold ${one.dataset.title}`, "Why", "", "text", (reason) => send(at(one) + "/hold", [["hold", "SHOP"], ["reason", reason]]));
  };
  const split = (one) => {
    if (!one.dataset.splits) return say(`${one.dataset.title} cannot be shared.`);
    const half = Math.floor(Number(one.dataset.left) / 2);
    ask(`Share ${one.dataset.title}`, `How many copies go to another job, of ${one.dataset.left}`, half, "number", (copies) =>
      send(at(one) + "/split", [["copies", copies], ["seen", one.dataset.copies]]),
    );
  };

  let carried = null;
  const mark = (one) => {
    for (const other of document.querySelectorAll(".is-under")) other.classList.remove("is-under");
    one?.classList.add("is-under");
  };
  document.addEventListener("dragstart", (event) => {
    carried = card(event);
    if (!carried) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", carried.dataset.title);
    carried.classList.add("is-carried");
  });
  document.addEventListener("dragend", () => {
    carried?.classList.remove("is-carried");
    carried = null;
    mark(null);
  });
  const target = (event) => {
    const centre = event.target.closest?.(".centre");
    if (!carried || !centre) return null;
    if (centre !== carried.closest(".centre")) return centre;
    const under = card(event);
    return under && under !== carried ? under : null;
  };
  document.addEventListener("dragover", (event) => {
    const under = target(event);
    if (!under) return;
    event.preventDefault();
    mark(under);
  });
  document.addEventListener("drop", (event) => {
    const under = target(event);
    if (!under) return;
    event.preventDefault();
    if (under.matches(".centre")) toCentre(carried, under);
    else before(carried, under.dataset.job);
  });

  // By keys, on a card.
  const waiting = (one) => [...one.parentElement.querySelectorAll("[data-seen]")];
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.("[data-job][data-seen]") || event.ctrlKey || event.metaKey) return;
    const one = event.target;
    const all = waiting(one);
    const place = all.indexOf(one);
    const centres = [...document.querySelectorAll(".centre")];
    const centre = centres.indexOf(one.closest(".centre"));
    const keys = event.altKey
      ? {
          ArrowUp: () => place > 0 && before(one, all[place - 1].dataset.job),
          ArrowDown: () => all[place + 2] && before(one, all[place + 2].dataset.job),
          ArrowLeft: () => centres[centre - 1] && toCentre(one, centres[centre - 1]),
          ArrowRight: () => centres[centre + 1] && toCentre(one, centres[centre + 1]),
        }
      : {
          h: () => hold(one),
          s: () => split(one),
          m: () => location.assign(at(one) + "#places"),
          Enter: () => location.assign(at(one)),
          ArrowUp: () => all[place - 1]?.focus(),
          ArrowDown: () => all[place + 1]?.focus(),
        };
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Forms on cards are sent in the same way, so that nobody loses their place; and the hand stays on the card.
  const HERE = /\/(before|let-go|clear|again)$/;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!told || !form.matches("[data-job] form") || !HERE.test(form.getAttribute("action"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.sent) return;
    form.dataset.sent = "1";
    send(form.getAttribute("action"), [...new FormData(form)].filter(([name]) => name !== "back")).then(() => delete form.dataset.sent);
  }, true);
  let held = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const one = document.activeElement?.closest?.("[data-job]");
    held = one ? [one.id, document.activeElement.dataset.move ?? ""] : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const one = held && document.getElementById(held[0]);
    if (one) (one.querySelector(`[data-move="${held[1]}"]`) ?? one).focus();
  });

  // Nobody scrolls a television: what does not fit comes by itself, a screen at a time.
  const TURN_MS = 12000;
  if (document.querySelector("[data-wall]")) {
    setInterval(() => {
      const end = document.documentElement.scrollHeight - innerHeight;
      const columns = document.getElementById("columns");
      if (scrollY < end - 2) return scrollTo({ top: Math.min(end, scrollY + innerHeight * 0.85) });
      scrollTo({ top: 0 });
      const right = columns.scrollWidth - columns.clientWidth;
      columns.scrollTo({ left: columns.scrollLeft < right - 2 ? columns.scrollLeft + columns.clientWidth * 0.9 : 0 });
    }, TURN_MS);
  }
})();
