// The review: draws the document and its record, lights up evidence, keeps corrections, saves them as JSON Patch.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const entries = JSON.parse($("donnees").textContent);
  const changes = entries.map(() => ({ set: new Map(), removed: new Set(), added: [] }));
  let current = 0;
  let serial = 0;

  const make = (tag, props = {}, ...children) => {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(props)) {
      if (k in e && k !== "list") e[k] = v; else e.setAttribute(k, v);
    }
    e.append(...children.filter((c) => c !== null && c !== undefined));
    return e;
  };
  const at = (value, pointer) => pointer.split("/").slice(1).reduce((v, k) => (v === null || v === undefined ? undefined : v[k.replace(/~1/g, "/").replace(/~0/g, "~")]), value);

  // ---- the document
  const bytes = new TextEncoder();
  const text = new TextDecoder();
  let pages = [];
  const drawText = () => {
    const host = $("texte");
    host.replaceChildren();
    pages = entries[current].pages.map((page, i) => {
      const section = make("section", { className: "page" });
      section.setAttribute("aria-label", page.number ? `Page ${page.number}` : "Texte");
      if (page.number) section.append(make("h2", { textContent: `Page ${page.number}` }));
      let image = null;
      if (page.image) {
        image = make("div", { className: "image" }, make("img", { src: page.image, alt: `Image de la page ${page.number ?? i + 1}, dont le texte suit` }));
        section.append(image);
      }
      let start = 0;
      const lines = page.text.split("\n").map((line, n) => {
        const length = bytes.encode(line).length;
        const print = make("span", { className: "t", textContent: line });
        const row = make("div", { className: "line" }, make("span", { className: "n", textContent: n + 1, "aria-hidden": "true" }), print);
        row.addEventListener("click", () => focusLine(i, n + 1));
        section.append(row);
        const out = { start, end: start + length, line, print };
        start += length + 1;
        return out;
      });
      host.append(section);
      return { page, lines, image, number: page.number };
    });
  };
  const pageOf = (span) => pages.findIndex((p) => (span.page ? p.number === span.page : true));
  const dim = () => {
    for (const p of pages) {
      for (const l of p.lines) if (l.print.querySelector("mark")) l.print.textContent = l.line;
      p.image?.querySelectorAll(".box").forEach((b) => b.remove());
    }
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
  };
  // The evidence of a value: its own, or that of what it is part of.
  const evidence = (pointer) => {
    const all = entries[current].record.evidence ?? {};
    for (let p = pointer; p; p = p.slice(0, p.lastIndexOf("/"))) if (all[p]) return all[p];
    return null;
  };
  const light = (pointer, field, scroll = true) => {
    dim();
    field?.classList.add("lit");
    const span = evidence(pointer);
    if (!span) { $("preuve").textContent = "Pas de preuve pour cette valeur\u00a0: le document ne la dit pas, ou elle est déduite."; return; }
    const p = pages[pageOf(span)];
    let first = null;
    for (const l of p.lines.filter((x) => x.start < span.end && span.start < x.end)) {
      const b = bytes.encode(l.line);
      const from = Math.max(0, span.start - l.start);
      const to = Math.min(b.length, span.end - l.start);
      const mark = make("mark", { textContent: text.decode(b.slice(from, to)) });
      l.print.replaceChildren(text.decode(b.slice(0, from)), mark, text.decode(b.slice(to)));
      first ??= mark;
    }
    if (p.image && span.bbox && p.page.frame[2] > 0) {
      const [x0, y0, x1, y1] = span.bbox;
      const [left, top, width, height] = p.page.frame;
      const box = make("div", { className: "box" });
      const percent = (v, of) => `${(100 * v) / of}%`;
      Object.assign(box.style, { left: percent(x0 - left, width), top: percent(y0 - top, height), width: percent(x1 - x0, width), height: percent(y1 - y0, height) });
      p.image.append(box);
      if (scroll) box.scrollIntoView({ block: "center" });
      scroll = false;
    }
    if (scroll) first?.scrollIntoView({ block: "center" });
    $("preuve").textContent = `${span.page ? `Page\u00a0${span.page}, l` : "L"}igne\u00a0${span.line}${first?.textContent ? `\u00a0: «\u00a0${first.textContent}\u00a0»` : ""}`;
  };
  const focusLine = (i, line) => {
    const fields = [...document.querySelectorAll("#fiche [data-pointer]")];
    const field = fields.find((f) => { const s = (entries[current].record.evidence ?? {})[f.dataset.pointer]; return s && pageOf(s) === i && s.line === line; });
    if (field) field.focus(); else $("preuve").textContent = "Aucune valeur ne vient de cette ligne.";
  };

  // ---- the record
  const words = {
    attendance: { present: "présent", represented: "représenté", excused: "excusé", absent: "absent" },
    outcome: { "": "non dit", adopted: "adoptée", rejected: "rejetée", postponed: "reportée", withdrawn: "retirée", noted: "prise d'acte" },
    unanimous: { "": "non dit", true: "oui", false: "non" },
    role: { grant: "subvention", price: "prix", fee: "tarif", loan: "emprunt", guarantee: "garantie", budget: "budget", salary: "rémunération", other: "autre" },
  };
  const parse = (kind, shown) => {
    if (shown === "") return null;
    if (kind === "number") return Number(shown);
    if (kind === "unanimous") return shown === "true";
    return shown;
  };
  const count = () => {
    const n = changes.reduce((sum, c) => sum + c.set.size + c.removed.size + c.added.length, 0);
    $("etat").textContent = n ? `${n}\u00a0${n > 1 ? "corrections" : "correction"} à enregistrer.` : "Aucune correction.";
  };
  // A field for a value: kind is text, number, or the name of a list of words.
  const field = (pointer, label, kind = "text", choices = null) => {
    const c = changes[current];
    const old = at(entries[current].record, pointer) ?? null;
    const value = c.set.has(pointer) ? c.set.get(pointer) : old;
    const list = choices ?? words[kind];
    const e = list ? make("select") : make("input", kind === "number" ? { type: "number", min: 0 } : { type: "text" });
    if (list) for (const [k, v] of Object.entries(list)) e.append(make("option", { value: k, textContent: v }));
    e.value = value === null ? "" : String(value);
    if (list && e.selectedIndex < 0) { e.append(make("option", { value: value ?? "", textContent: value ?? "non dit" })); e.value = value ?? ""; }
    e.id = `v${(serial += 1)}`;
    e.dataset.pointer = pointer;
    if (typeof label === "string") e.setAttribute("aria-label", label);
    e.classList.toggle("changed", c.set.has(pointer));
    e.addEventListener("focus", () => light(pointer, e));
    e.addEventListener("mouseenter", () => { if (document.activeElement !== e) light(pointer, e); });
    e.addEventListener("change", () => {
      const put = (p, v) => { if (v === (at(entries[current].record, p) ?? null)) c.set.delete(p); else c.set.set(p, v); };
      const now = parse(kind, e.value);
      put(pointer, now);
      const name = pointer.match(/^(.*\/members\/\d+)\/name$/);
      if (name && now) {
        // The family name is what stands in capitals at the end, or the last word.
        const words = now.trim().split(/\s+/);
        let from = words.length - 1;
        while (from > 0 && words[from - 1].length > 1 && words[from - 1] === words[from - 1].toUpperCase() && words[from] === words[from].toUpperCase()) from -= 1;
        put(`${name[1]}/given`, words.slice(0, from).join(" ") || null);
        put(`${name[1]}/family`, words.slice(from).join(" "));
      }
      e.classList.toggle("changed", c.set.has(pointer));
      count();
    });
    return e;
  };
  const fields = (rows) => {
    const host = make("div", { className: "fields" });
    for (const [pointer, label, kind, choices] of rows) {
      const e = field(pointer, null, kind, choices);
      host.append(make("label", { htmlFor: e.id, textContent: label }), e);
    }
    return host;
  };
  const remover = (pointer, what, row) => {
    const c = changes[current];
    const b = make("button", { type: "button" });
    const draw = () => {
      const gone = c.removed.has(pointer);
      b.textContent = gone ? "Rétablir" : "Ôter";
      b.setAttribute("aria-label", `${b.textContent} ${what}`);
      row.classList.toggle("removed", gone);
    };
    b.addEventListener("click", () => { if (!c.removed.delete(pointer)) c.removed.add(pointer); draw(); count(); });
    draw();
    return b;
  };
  const table = (caption, heads, rows) => {
    const t = make("table", {}, make("caption", { textContent: caption }), make("thead", {}, make("tr", {}, ...heads.map((h) => make("th", { scope: "col", textContent: h })))));
    t.append(make("tbody", {}, ...rows));
    return t;
  };
  const drawRecord = () => {
    const { record } = entries[current];
    const c = changes[current];
    const host = $("fiche");
    host.replaceChildren();
    host.append(make("h2", { textContent: `À vérifier (${record.findings.length})` }));
    if (record.findings.length) {
      const order = { error: 0, warning: 1, info: 2 };
      const names = { error: "erreur", warning: "attention", info: "note" };
      const list = make("ul", { className: "findings" });
      for (const f of [...record.findings].sort((a, b) => order[a.severity] - order[b.severity])) {
        const b = make("button", { type: "button", textContent: `${names[f.severity]}\u00a0: ${entries[current].told[f.code] ?? f.code} ` }, make("span", { lang: "en", className: "print", textContent: `(${f.message})` }));
        if (f.at) {
          b.addEventListener("mouseenter", () => light(f.at, b));
          b.addEventListener("focus", () => light(f.at, b));
          b.addEventListener("click", () => document.querySelector(`#fiche [data-pointer="${CSS.escape(f.at)}"], #fiche [data-pointer^="${CSS.escape(f.at)}/"]`)?.focus());
        }
        list.append(make("li", {}, b));
      }
      host.append(list);
    } else host.append(make("p", { textContent: "Rien de signalé." }));

    record.sittings.forEach((s, i) => {
      const p = `/sittings/${i}`;
      const people = { "": "non dit", ...Object.fromEntries(s.members.map((m) => [m.id, m.name])) };
      host.append(make("h2", { textContent: `Séance ${i + 1}` }));
      host.append(fields([
        [`${p}/authority/name`, "Collectivité"], [`${p}/body`, "Assemblée"], [`${p}/date`, "Date (AAAA-MM-JJ)"], [`${p}/convened_on`, "Convocation"],
        [`${p}/opened_at`, "Ouverture (HH:MM)"], [`${p}/closed_at`, "Clôture"], [`${p}/place`, "Lieu"],
        [`${p}/chair`, "Présidence", "text", people], [`${p}/secretary`, "Secrétaire", "text", people],
        [`${p}/counts/in_office`, "En exercice", "number"], [`${p}/counts/present`, "Présents", "number"], [`${p}/counts/represented`, "Représentés", "number"],
        [`${p}/counts/absent`, "Absents", "number"], [`${p}/counts/voting`, "Votants", "number"], [`${p}/counts/quorum`, "Quorum", "number"],
      ]));
      host.append(make("h3", { textContent: "Membres" }));
      host.append(table("Membres à l'ouverture", ["Nom", "Présence", "Action"], s.members.map((m, j) => {
        const row = make("tr");
        row.append(make("td", {}, field(`${p}/members/${j}/name`, `Nom du membre ${j + 1}`)), make("td", {}, field(`${p}/members/${j}/attendance`, `Présence de ${m.name}`, "attendance")), make("td", {}, remover(`${p}/members/${j}`, m.name, row)));
        return row;
      })));
      if (s.proxies.length || s.members.length > 1) {
        host.append(make("h3", { textContent: "Pouvoirs" }));
        const rows = s.proxies.map((x, j) => {
          const row = make("tr");
          const what = `le pouvoir de ${people[x.grantor] ?? x.grantor}`;
          row.append(make("td", {}, field(`${p}/proxies/${j}/grantor`, `Mandant du pouvoir ${j + 1}`, "text", people)), make("td", {}, field(`${p}/proxies/${j}/holder`, `Mandataire du pouvoir ${j + 1}`, "text", people)), make("td", {}, remover(`${p}/proxies/${j}`, what, row)));
          return row;
        });
        c.added.filter((a) => a.path === `${p}/proxies/-`).forEach((a) => rows.push(make("tr", {}, make("td", { textContent: people[a.value.grantor] }), make("td", { textContent: people[a.value.holder] }), make("td", { textContent: "ajouté" }))));
        host.append(table("Pouvoirs", ["De", "À", "Action"], rows));
        const from = make("select", { "aria-label": "Mandant du pouvoir à ajouter" });
        const to = make("select", { "aria-label": "Mandataire du pouvoir à ajouter" });
        for (const e of [from, to]) for (const [k, v] of Object.entries(people)) e.append(make("option", { value: k, textContent: k ? v : "choisir" }));
        const add = make("button", { type: "button", textContent: "Ajouter ce pouvoir" });
        add.addEventListener("click", () => {
          if (!from.value || !to.value) return;
          c.added.push({ path: `${p}/proxies/-`, value: { grantor: from.value, holder: to.value } });
          count();
          drawRecord();
        });
        host.append(make("p", {}, from, " ", to, " ", add));
      }
      s.deliberations.forEach((d, j) => {
        const q = `${p}/deliberations/${j}`;
        host.append(make("h3", { textContent: `Délibération ${j + 1}` }));
        const rows = [[`${q}/number`, "Numéro"], [`${q}/title`, "Objet"]];
        if (d.vote) rows.push([`${q}/vote/outcome`, "Issue", "outcome"], [`${q}/vote/unanimous`, "Unanimité", "unanimous"], [`${q}/vote/for`, "Pour", "number"], [`${q}/vote/against`, "Contre", "number"], [`${q}/vote/abstentions`, "Abstentions", "number"], [`${q}/vote/not_voting`, "Ne prend pas part", "number"]);
        host.append(fields(rows));
        if (d.amounts.length) {
          host.append(table(`Montants de la délibération ${j + 1}`, ["Montant", "Nature", "Bénéficiaire", "Action"], d.amounts.map((a, k) => {
            const row = make("tr");
            const r = `${q}/amounts/${k}`;
            row.append(make("td", {}, field(`${r}/value`, `Montant ${k + 1}`)), make("td", {}, field(`${r}/role`, `Nature du montant ${k + 1}`, "role")), make("td", {}, field(`${r}/beneficiary`, `Bénéficiaire du montant ${k + 1}`)), make("td", {}, remover(r, `le montant ${a.text}`, row)));
            return row;
          })));
        }
      });
    });
  };

  // ---- saving
  const patch = (i, by, on) => {
    const { record } = entries[i];
    const c = changes[i];
    const ops = [{ op: "test", path: "/source/sha256", value: record.source.sha256 }];
    const inside = (pointer) => [...c.removed].some((r) => pointer.startsWith(`${r}/`));
    const touched = [];
    for (const [path, value] of c.set) {
      if (inside(path)) continue;
      ops.push({ op: "test", path, value: at(record, path) ?? null }, { op: "replace", path, value });
      touched.push(path);
    }
    // From the last to the first, so that places do not move under the next one.
    const last = (p) => Number(p.slice(p.lastIndexOf("/") + 1));
    const depth = (p) => p.slice(0, p.lastIndexOf("/"));
    for (const path of [...c.removed].sort((a, b) => (depth(a) === depth(b) ? last(b) - last(a) : depth(a) < depth(b) ? 1 : -1))) {
      // A value that was corrected and then taken out is taken out.
      ops.push({ op: "test", path, value: at(record, path) }, { op: "remove", path });
      touched.push(path);
    }
    for (const { path, value } of c.added) { ops.push({ op: "add", path, value }); touched.push(path); }
    ops.push({ op: "add", path: "/amendments/-", value: { by, on, changes: touched } });
    return ops;
  };
  $("enregistrer").addEventListener("submit", (event) => {
    event.preventDefault();
    const by = $("nom").value.trim();
    if (!by) { $("etat").textContent = "Écrivez votre nom\u00a0: il reste dans la fiche."; return; }
    const now = new Date();
    const on = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
    let files = 0;
    changes.forEach((c, i) => {
      if (!c.set.size && !c.removed.size && !c.added.length) return;
      const name = entries[i].record.source.path.replace(/[^\p{L}\p{N}.]+/gu, "-");
      const blob = new Blob([`${JSON.stringify(patch(i, by, on), null, 1)}\n`], { type: "application/json-patch+json" });
      const link = make("a", { href: URL.createObjectURL(blob), download: `${name}.patch.json` });
      document.body.append(link);
      link.click();
      link.remove();
      files += 1;
    });
    $("etat").textContent = files ? `${files}\u00a0${files > 1 ? "fichiers de corrections enregistrés" : "fichier de corrections enregistré"}.` : "Aucune correction.";
  });

  // ---- choosing a document
  const select = $("document");
  entries.forEach((e, i) => select.append(make("option", { value: i, textContent: e.record.source.path })));
  const show = () => { current = Number(select.value); drawText(); drawRecord(); $("preuve").textContent = "Survolez ou choisissez une valeur\u00a0: sa preuve s’éclaire dans le document."; };
  select.addEventListener("change", show);
  window.addEventListener("beforeunload", (e) => { if ($("etat").textContent.includes("à enregistrer")) e.preventDefault(); });
  if (entries.length) show();
})();
